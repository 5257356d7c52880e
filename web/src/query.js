// The editor for SPARQL, and the graph that a CONSTRUCT gives.
import { editor } from "./editor.js";

const area = document.getElementById("query");
if (area) editor(area, document.getElementById("editor"));

const place = document.getElementById("network");
if (place) {
  const [{ network }, { triples }, response] = await Promise.all([
    import("./network.js"),
    import("./triples.js"),
    fetch(place.dataset.triples),
  ]);
  if (response.ok) {
    place.hidden = false;
    const status = place.querySelector(".chosen");
    network(place.querySelector(".canvas"), triples(await response.text()), {
      chosen: (node) => (status.textContent = `${node.label}  ${node.id}`),
    });
  }
}
