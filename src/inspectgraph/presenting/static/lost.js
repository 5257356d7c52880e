// On hosts without rules: from the IRI of a thing to its page.
const root = document.currentScript.dataset.root;
const rest = location.pathname.startsWith(root) ? location.pathname.slice(root.length) : "";
const found = /^(id|doc|def|graph)\/(.+?)\/?$/.exec(rest);
if (found) {
  const folder = found[1] === "id" ? "doc" : found[1];
  const isFile = /\.(html|ttl|jsonld)$/.test(found[2]);
  if (found[1] === "id" || !isFile) location.replace(root + folder + "/" + found[2] + (isFile ? "" : ".html"));
}
