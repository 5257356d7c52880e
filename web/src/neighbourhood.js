// The picture of what lies around a thing; the table beside it has the same links.
import { network } from "./network.js";

const MOST = 400;
const place = document.getElementById("network");

async function fetched(of, all) {
  const response = await fetch(`${place.dataset.source}?of=${encodeURIComponent(of)}${all ? "&all=1" : ""}`);
  if (!response.ok) throw new Error(response.statusText);
  return response.json();
}

function told(status, node, words) {
  status.replaceChildren();
  const link = document.createElement("a");
  link.textContent = node.label;
  if (node.href) link.href = node.href;
  status.append(link, words ? ` ${words}` : "");
}

async function draw() {
  const status = place.querySelector(".chosen");
  const data = await fetched(place.dataset.of, place.dataset.all);
  place.hidden = false;
  const opened = new Set([data.centre]);
  let count = data.nodes.length;
  const drawn = network(place.querySelector(".canvas"), data, {
    chosen: (node) => told(status, node),
    opened: async (node) => {
      if (opened.has(node.id) || count > MOST) return;
      opened.add(node.id);
      const added = drawn.add(await fetched(node.id));
      count += added;
      told(status, node, added ? `opened: ${added} more` : "leads to nothing new");
    },
  });
}

// Without the picture the table says all, so that a failure needs no words.
if (place) draw().catch((error) => console.warn("No picture:", error.message));
