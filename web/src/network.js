// A graph drawn on a canvas that one can pull at. Words are drawn, never put into the page as HTML.
import { forceCollide } from "d3-force-3d";
import ForceGraph from "force-graph";

const DARK = matchMedia("(prefers-color-scheme: dark)");
const CALM = matchMedia("(prefers-reduced-motion: reduce)");
const COLOURS = {
  authority: ["#12436d", "#8fc1f5"],
  inspection: ["#b8860b", "#fbc95a"],
  person: ["#7a4fc0", "#c7b0f0"],
  body: ["#00796b", "#7ccdbf"],
  document: ["#5f6b7a", "#aab3bf"],
  judgement: ["#a3202a", "#f08a8a"],
  concept: ["#8c4a1f", "#e0a878"],
  other: ["#87919e", "#76818f"],
};
const LONGEST = 30;

function shortened(label) {
  return label.length > LONGEST ? `${label.slice(0, LONGEST - 1)}…` : label;
}

/** Draws nodes and links into an element; `chosen` hears of the node that is pointed at or clicked. */
export function network(element, { nodes, links, centre }, { chosen = () => {}, opened = () => {} } = {}) {
  const known = new Map(nodes.map((node) => [node.id, node]));
  const middle = known.get(centre);
  let hovered = null;
  const near = new Set();
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  const size = () => [element.clientWidth, element.clientHeight];
  const [width, height] = size();
  const graph = new ForceGraph(element)
    .width(width)
    .height(height)
    .graphData({ nodes, links })
    .nodeLabel(() => "")
    .linkLabel(() => "")
    .nodeRelSize(5)
    .linkColor((link) => (hovered && (link.source === hovered || link.target === hovered) ? colour("--accent") : colour("--line")))
    .linkWidth((link) => Math.min(1 + Math.log2(link.times ?? 1), 5))
    .linkDirectionalArrowLength(4)
    .linkDirectionalArrowRelPos(1)
    .warmupTicks(CALM.matches ? 150 : 60)
    .cooldownTicks(CALM.matches ? 0 : 150)
    .onNodeHover((node) => {
      hovered = node;
      near.clear();
      if (node) {
        near.add(node);
        for (const { source, target } of graph.graphData().links) {
          if (source === node) near.add(target);
          if (target === node) near.add(source);
        }
        chosen(node);
      }
      element.classList.toggle("pointing", Boolean(node));
    })
    .onNodeDragEnd((node) => {
      node.fx = node.x;
      node.fy = node.y;
    })
    .nodeCanvasObject((node, canvas, scale) => {
      const isCentre = node.id === centre;
      const radius = isCentre ? 8 : 5;
      const faded = hovered && !near.has(node);
      canvas.globalAlpha = faded ? 0.25 : 1;
      canvas.beginPath();
      canvas.arc(node.x, node.y, radius, 0, 2 * Math.PI);
      canvas.fillStyle = (COLOURS[node.kind] ?? COLOURS.other)[DARK.matches ? 1 : 0];
      canvas.fill();
      if (isCentre) {
        canvas.lineWidth = 2 / scale;
        canvas.strokeStyle = colour("--ink");
        canvas.stroke();
      }
      if (isCentre || near.has(node) || scale > 0.75) {
        const points = Math.max(12 / scale, 3);
        canvas.font = `${isCentre ? 600 : 400} ${points}px system-ui, sans-serif`;
        // Words stand outwards of the centre, so that those of a star do not lie upon each other.
        const side = isCentre ? 0 : Math.sign(node.x - (middle?.x ?? 0)) || 1;
        canvas.textAlign = ["right", "center", "left"][side + 1];
        canvas.textBaseline = side ? "middle" : "top";
        const x = node.x + side * (radius + 3 / scale);
        const y = side ? node.y : node.y + radius + 2 / scale;
        const label = shortened(node.label);
        canvas.lineWidth = 3 / scale;
        canvas.strokeStyle = colour("--paper");
        canvas.strokeText(label, x, y);
        canvas.fillStyle = colour("--ink");
        canvas.fillText(label, x, y);
      }
      canvas.globalAlpha = 1;
    })
    .nodePointerAreaPaint((node, paint, canvas) => {
      canvas.fillStyle = paint;
      canvas.beginPath();
      canvas.arc(node.x, node.y, 10, 0, 2 * Math.PI);
      canvas.fill();
    });
  graph.d3Force("charge").strength(-220);
  graph.d3Force("link").distance((link) => (nodes.length > 40 ? 110 : 80) + 26 * (link.index % 3));
  graph.d3Force("collide", forceCollide(13));

  let last = { node: null, time: 0 };
  graph.onNodeClick((node) => {
    const now = performance.now();
    if (last.node === node && now - last.time < 400 && node.href) location.assign(node.href);
    last = { node, time: now };
    chosen(node);
    opened(node);
  });
  setTimeout(() => graph.zoomToFit(0, 50), 60);
  let settled = false;
  graph.onEngineStop(() => {
    if (!settled) graph.zoomToFit(CALM.matches ? 0 : 300, 40);
    settled = true;
  });
  new ResizeObserver(() => {
    const [wide, high] = size();
    graph.width(wide).height(high);
  }).observe(element);
  DARK.addEventListener("change", () => graph.nodeRelSize(5));

  return {
    /** Adds nodes and links that are not there yet. */
    add(more) {
      const { nodes: old, links: drawn } = graph.graphData();
      const end = (each) => each.id ?? each;
      const seen = new Set(drawn.map((link) => `${end(link.source)} ${end(link.target)} ${link.label}`));
      const fresh = more.nodes.filter((node) => !known.has(node.id));
      for (const node of fresh) known.set(node.id, node);
      const added = more.links.filter((link) => !seen.has(`${link.source} ${link.target} ${link.label}`));
      graph.graphData({ nodes: [...old, ...fresh], links: [...drawn, ...added] });
      return fresh.length;
    },
  };
}
