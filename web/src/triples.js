// Reads N-Triples as nodes and links; literals become nodes of their own.
const LINE = /^(<[^>]*>|_:\S+) <([^>]*)> (<[^>]*>|_:\S+|"(?:[^"\\]|\\.)*"(?:@[\w-]+|\^\^<[^>]*>)?) \.$/;
const MOST = 600;

function shortened(iri) {
  return decodeURIComponent(iri.replace(/[/#]+$/, "").split(/[/#]/).pop()).replaceAll("-", " ");
}

function label(term) {
  if (term.startsWith("<")) return shortened(term.slice(1, -1));
  const quoted = term.match(/^"((?:[^"\\]|\\.)*)"/);
  return quoted ? quoted[1].replace(/\\(["\\])/g, "$1").replace(/\\[nrt]/g, " ") : term;
}

export function triples(text) {
  const nodes = new Map();
  const links = [];
  for (const line of text.split("\n").slice(0, MOST)) {
    const found = line.match(LINE);
    if (!found) continue;
    const [, subject, predicate, object] = found;
    for (const term of [subject, object]) {
      if (!nodes.has(term)) {
        const kind = term.startsWith('"') ? "document" : kindOf(term);
        nodes.set(term, { id: term, label: label(term), kind });
      }
    }
    links.push({ source: subject, target: object, label: shortened(predicate), times: 1 });
  }
  return { nodes: [...nodes.values()], links, centre: "" };
}

function kindOf(term) {
  const kind = term.match(/\/id\/([a-z]+)\//)?.[1];
  return { unit: "body", board: "body", programme: "body", partner: "body" }[kind] ?? kind ?? (term.includes("/vocab/") ? "concept" : "other");
}
