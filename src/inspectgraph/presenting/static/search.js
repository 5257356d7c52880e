// Search in a static site: by the names of search.json, in the browser.
const place = document.getElementById("static-search");
const list = document.getElementById("hits");
const plain = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f'’]/g, "").toLowerCase().replace(/&/g, " and ").replace(/[^a-z0-9]+/g, " ").trim();

// How like two words are: the share of their pairs of letters that they have in common.
const pairs = (word) => { const found = []; for (let i = 0; i < word.length - 1; i++) found.push(word.slice(i, i + 2)); return found; };
function alike(a, b) {
  const left = pairs(a), right = pairs(b), total = left.length + right.length;
  if (!total) return 0;
  let common = 0;
  for (const each of left) { const at = right.indexOf(each); if (at >= 0) { common++; right.splice(at, 1); } }
  return 2 * common / total;
}
function score(wanted, key) {
  if (key === wanted) return 3;
  if (key.startsWith(wanted)) return 2.5 - key.length / 1000;
  if ((" " + key).includes(" " + wanted)) return 2 - key.length / 1000;
  const likeness = alike(wanted, key);
  return likeness > 0.6 ? likeness : 0;
}
async function search(words) {
  const wanted = plain(words);
  if (!place || !wanted) return;
  const names = await (await fetch(place.dataset.names)).json();
  const found = names
    .map(([name, kind, of, href, ...others]) => ({ name, kind, of, href, score: Math.max(...[name, ...others].map((each) => score(wanted, plain(each)))) }))
    .filter((each) => each.score > 0)
    .sort((a, b) => b.score - a.score || a.name.localeCompare(b.name))
    .slice(0, 30);
  place.textContent = found.length ? `${found.length} found for “${words}”, the likest first.` : `Nothing is called “${words}”.`;
  list.replaceChildren(...found.map((each) => {
    const item = document.createElement("li"), link = document.createElement("a"), kind = document.createElement("span");
    link.href = each.href;
    link.textContent = each.name;
    kind.className = "pill";
    kind.textContent = each.of ? `${each.kind} of ${each.of}` : each.kind;
    item.append(link, " ", kind);
    return item;
  }));
}
const asked = new URLSearchParams(location.search).get("q") || "";
const field = document.getElementById("q");
if (field) field.value = asked;
if (place) place.textContent = "Search above for an authority, a person, a service, an inspection, a document or a code.";
search(asked);
