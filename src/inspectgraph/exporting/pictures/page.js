"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const { nodes, edges, groups } = data;
  const lists = new Set(data.lists);
  const canvas = document.getElementById("picture"), paper = canvas.getContext("2d");
  const card = document.getElementById("card"), search = document.getElementById("search"), found = document.getElementById("found");
  const near = nodes.map(() => []);
  edges.forEach((edge, i) => { near[edge.s].push(i); if (edge.t !== edge.s) near[edge.t].push(i); });
  const bySize = nodes.map((_, i) => i).sort((a, b) => nodes[b].r - nodes[a].r || a - b);
  // The heads of rows have their names first; where there are no rows, the largest nodes.
  const heads = bySize.filter((i) => nodes[i].h), first = heads.length ? heads : bySize.slice(0, 12), inFirst = new Set(first);
  const rest = bySize.filter((i) => !inFirst.has(i)), smallest = heads.length ? 3 : 2, half = heads.length ? 6.5 : 8;
  const shownGroups = groups.map(() => true);
  let scale = 1, left = 0, top = 0, hovered = -1, chosen = -1, years = null, waiting = false;

  const make = (tag, text, className) => {
    const element = document.createElement(tag);
    if (text !== undefined) element.textContent = text;
    if (className) element.className = className;
    return element;
  };

  // What is visible

  const within = (values) => {
    if (!years || !(values.start || values.end)) return true;
    const first = +(values.start || values.end).slice(0, 4), last = +(values.end || values.start).slice(0, 4);
    return first <= years[1] && last >= years[0];
  };
  const nodeShown = (i) => shownGroups[nodes[i].g] && within(nodes[i].a);
  const edgeShown = (edge) => nodeShown(edge.s) && nodeShown(edge.t) && within(edge.a);

  // Drawing

  const toScreen = (node) => [node.x * scale + left, node.y * scale + top];
  const radius = (node) => Math.max(smallest, node.r / 2 * Math.min(scale, 1.6));
  const redraw = () => { if (!waiting) { waiting = true; requestAnimationFrame(draw); } };

  function draw() {
    waiting = false;
    const ratio = window.devicePixelRatio || 1, width = canvas.clientWidth, height = canvas.clientHeight;
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio); canvas.height = Math.round(height * ratio);
    }
    paper.setTransform(ratio, 0, 0, ratio, 0, 0);
    paper.fillStyle = "#fff"; paper.fillRect(0, 0, width, height);
    const focus = hovered >= 0 ? hovered : chosen;
    const lit = new Set();
    if (focus >= 0) { lit.add(focus); near[focus].forEach((i) => { if (edgeShown(edges[i])) { lit.add(edges[i].s); lit.add(edges[i].t); } }); }
    axis(width, height);
    for (const edge of edges) {
      if (!edgeShown(edge)) continue;
      const on = focus >= 0 && (edge.s === focus || edge.t === focus);
      const hue = edge.a.color;
      paper.strokeStyle = on ? hue || "#33415599" : focus >= 0 ? "#9aa3ad1f" : hue ? hue + "80" : "#9aa3ad59";
      paper.lineWidth = Math.min(6, 0.6 + Math.log2(1 + Math.abs(edge.w)) * 0.5) * (on ? 1.6 : 1);
      line(nodes[edge.s], nodes[edge.t], on);
    }
    for (let at = 0; at < bySize.length; at++) {
      const i = bySize[at], node = nodes[i];
      if (!nodeShown(i)) continue;
      const [x, y] = toScreen(node), r = radius(node);
      if (x < -r || y < -r || x > width + r || y > height + r) continue;
      paper.globalAlpha = focus >= 0 && !lit.has(i) ? 0.2 : 1;
      paper.beginPath(); paper.arc(x, y, r, 0, 7); paper.fillStyle = groups[node.g].color; paper.fill();
      paper.lineWidth = i === chosen ? 3 : 1; paper.strokeStyle = i === chosen ? "#111" : "#fff"; paper.stroke();
    }
    paper.globalAlpha = 1;
    labels(width, height, focus, lit);
  }

  function axis(width, height) {
    paper.font = "12px system-ui, 'DejaVu Sans', sans-serif"; paper.textBaseline = "top"; paper.fillStyle = "#4b5563"; paper.strokeStyle = "#e5e7eb"; paper.lineWidth = 1;
    let free = -Infinity;
    for (const [year, place] of data.years) {
      const x = place * scale + left;
      if (x < 0 || x > width) continue;
      paper.beginPath(); paper.moveTo(x, 0); paper.lineTo(x, height); paper.stroke();
      if (x > free) { paper.fillText(year, x + 3, 4); free = x + 38; }
    }
  }

  function line(one, other, arrow) {
    const [x1, y1] = toScreen(one), [x2, y2] = toScreen(other);
    paper.beginPath(); paper.moveTo(x1, y1); paper.lineTo(x2, y2); paper.stroke();
    if (!data.directed || !(arrow || scale > 0.8)) return;
    const length = Math.hypot(x2 - x1, y2 - y1), r = radius(other);
    if (length < r + 8) return;
    const dx = (x2 - x1) / length, dy = (y2 - y1) / length, tipX = x2 - dx * r, tipY = y2 - dy * r;
    paper.beginPath(); paper.moveTo(tipX, tipY);
    paper.lineTo(tipX - dx * 7 - dy * 3, tipY - dy * 7 + dx * 3); paper.lineTo(tipX - dx * 7 + dy * 3, tipY - dy * 7 - dx * 3);
    paper.closePath(); paper.fillStyle = paper.strokeStyle; paper.fill();
  }

  // Each label where it covers no other, nor a node; those of the largest nodes go before the smaller nodes.
  function labels(width, height, focus, lit) {
    paper.font = "12px system-ui, 'DejaVu Sans', sans-serif"; paper.textBaseline = "middle"; paper.lineJoin = "round";
    const cell = 40, taken = new Map();
    const free = (box) => {
      for (let cx = Math.floor(box[0] / cell); cx <= Math.floor(box[2] / cell); cx++)
        for (let cy = Math.floor(box[1] / cell); cy <= Math.floor(box[3] / cell); cy++)
          for (const b of taken.get(cx + "," + cy) || [])
            if (box[0] < b[2] && box[2] > b[0] && box[1] < b[3] && box[3] > b[1]) return false;
      return true;
    };
    const take = (box) => {
      for (let cx = Math.floor(box[0] / cell); cx <= Math.floor(box[2] / cell); cx++)
        for (let cy = Math.floor(box[1] / cell); cy <= Math.floor(box[3] / cell); cy++) {
          const key = cx + "," + cy;
          if (!taken.has(key)) taken.set(key, []);
          taken.get(key).push(box);
        }
    };
    const keep = (some) => {
      for (const i of some) {
        if (!nodeShown(i) || focus >= 0 && !lit.has(i)) continue;
        const [x, y] = toScreen(nodes[i]), r = radius(nodes[i]);
        if (x > 0 && y > 0 && x < width && y < height) take([x - r, y - r, x + r, y + r]);
      }
    };
    keep(first);
    const order = focus >= 0 ? [focus, ...bySize.filter((i) => i !== focus && lit.has(i))] : [...first, ...rest];
    let drawn = 0;
    for (let at = 0; at < order.length && drawn <= 400; at++) {
      const i = order[at];
      if (at === first.length) keep(rest.slice(0, 3000));
      if (!nodeShown(i)) continue;
      const node = nodes[i], [x, y] = toScreen(node), r = radius(node);
      if (x < 0 || y < 0 || x > width || y > height) continue;
      const name = node.n || node.l, text = name.length > 42 ? name.slice(0, 41) + "…" : name, wide = paper.measureText(text).width;
      const beside = [[x + r + 3, y], [x - r - 3 - wide, y], [x - wide / 2, y + r + 9], [x - wide / 2, y - r - 9]];
      for (const [lx, ly] of node.h ? [beside[1]] : beside) {
        const box = [lx - 2, ly - half, lx + wide + 2, ly + half];
        if (i !== focus && (box[0] < 0 || box[2] > width || !free(box))) continue;
        take(box); drawn++;
        paper.lineWidth = 5; paper.strokeStyle = "#fff"; paper.strokeText(text, lx, ly);
        paper.fillStyle = "#1b1f23"; paper.fillText(text, lx, ly);
        break;
      }
    }
  }

  // Moving

  function fit() {
    const drawn = nodes.filter((_, i) => nodeShown(i)), all = drawn.length ? drawn : nodes;
    if (!all.length) return;
    let x1 = Infinity, y1 = Infinity, x2 = -Infinity, y2 = -Infinity;
    for (const node of all) { x1 = Math.min(x1, node.x); y1 = Math.min(y1, node.y); x2 = Math.max(x2, node.x); y2 = Math.max(y2, node.y); }
    const width = canvas.clientWidth, height = canvas.clientHeight;
    const legendWide = width > 800 ? document.getElementById("legend").offsetWidth + 20 + (data.years.length ? 110 : 0) : 0;
    scale = Math.min((width - legendWide - 120) / Math.max(x2 - x1, 1), (height - 110) / Math.max(y2 - y1, 1), 3);
    scale = Math.max(scale, 0.02);
    left = (width + legendWide) / 2 - (x1 + x2) / 2 * scale; top = (height - 30) / 2 - (y1 + y2) / 2 * scale;
    redraw();
  }
  function zoom(factor, x, y) {
    const next = Math.min(12, Math.max(0.01, scale * factor));
    left = x - (x - left) * next / scale; top = y - (y - top) * next / scale; scale = next; redraw();
  }
  const at = (event) => { const box = canvas.getBoundingClientRect(); return [event.clientX - box.left, event.clientY - box.top]; };
  function under(x, y) {
    let best = -1, distance = Infinity;
    for (let i = 0; i < nodes.length; i++) {
      if (!nodeShown(i)) continue;
      const [nx, ny] = toScreen(nodes[i]), away = Math.hypot(nx - x, ny - y) - radius(nodes[i]);
      if (away < 5 && away < distance) { best = i; distance = away; }
    }
    return best;
  }
  const fingers = new Map();
  let moved = 0;
  canvas.addEventListener("pointerdown", (event) => { canvas.setPointerCapture(event.pointerId); fingers.set(event.pointerId, at(event)); moved = 0; });
  canvas.addEventListener("pointermove", (event) => {
    const place = at(event), before = fingers.get(event.pointerId);
    if (!before) { const now = under(...place); if (now !== hovered) { hovered = now; canvas.style.cursor = now >= 0 ? "pointer" : "grab"; redraw(); } return; }
    if (fingers.size === 2) {
      const [other] = [...fingers].filter(([id]) => id !== event.pointerId).map(([, where]) => where);
      const was = Math.hypot(before[0] - other[0], before[1] - other[1]), is = Math.hypot(place[0] - other[0], place[1] - other[1]);
      if (was > 0) zoom(is / was, (place[0] + other[0]) / 2, (place[1] + other[1]) / 2);
    } else { left += place[0] - before[0]; top += place[1] - before[1]; redraw(); }
    moved += Math.abs(place[0] - before[0]) + Math.abs(place[1] - before[1]);
    fingers.set(event.pointerId, place);
  });
  const lift = (event) => { if (fingers.delete(event.pointerId) && event.type === "pointerup" && moved < 5) choose(under(...at(event)), false); };
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("pointercancel", lift);
  canvas.addEventListener("pointerleave", () => { if (hovered >= 0) { hovered = -1; redraw(); } });
  canvas.addEventListener("wheel", (event) => { event.preventDefault(); zoom(Math.exp(-event.deltaY * 0.0015), ...at(event)); }, { passive: false });
  canvas.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] }[event.key];
    if (step) { left += step[0]; top += step[1]; redraw(); }
    else if (event.key === "+" || event.key === "=") zoom(1.25, canvas.clientWidth / 2, canvas.clientHeight / 2);
    else if (event.key === "-") zoom(0.8, canvas.clientWidth / 2, canvas.clientHeight / 2);
    else if (event.key === "0") fit();
    else if (event.key === "Escape") choose(-1, false);
    else return;
    event.preventDefault();
  });
  new ResizeObserver(redraw).observe(canvas);

  // Cards

  function choose(i, centre) {
    chosen = i;
    card.hidden = i < 0;
    if (i >= 0) {
      if (centre) { scale = Math.max(scale, 0.9); left = canvas.clientWidth / 2 - nodes[i].x * scale; top = canvas.clientHeight / 2 - nodes[i].y * scale; }
      fill(nodes[i], i);
    }
    redraw();
  }
  const address = (text, href) => {
    if (!/^https?:\/\//.test(href)) return make("span", text);
    const link = make("a", text); link.href = href; link.rel = "noopener noreferrer"; link.target = "_blank";
    return link;
  };
  function said(values) {
    const list = make("dl");
    for (const [name, value] of Object.entries(values)) {
      list.append(make("dt", name.replaceAll("_", " ")), make("dd", lists.has(name) ? String(value).split(" | ").join("; ") : String(value)));
    }
    return list;
  }
  function proof(evidence) {
    const box = make("div");
    if (evidence.q) box.append(make("blockquote", evidence.q));
    const where = evidence.d + (evidence.p ? ", page " + evidence.p : "");
    box.append(evidence.u ? address(where, evidence.u) : make("span", where));
    return box;
  }
  function fill(node, i) {
    card.replaceChildren();
    const close = make("button", "×", "close"); close.setAttribute("aria-label", "Close"); close.onclick = () => { choose(-1, false); canvas.focus(); };
    card.append(close, make("h2", node.l), make("p", groups[node.g].name, "kind"), said(node.a));
    if (node.e) card.append(make("h3", "Evidence"), proof(node.e));
    const iri = make("p"); iri.append(address(node.iri, node.iri)); card.append(iri);
    const joined = near[i].filter((at) => edgeShown(edges[at]));
    if (!joined.length) return;
    card.append(make("h3", "Linked to (" + joined.length + ")"));
    const list = make("ul");
    for (const at of joined.slice(0, 200)) {
      const edge = edges[at], out = edge.s === i, other = out ? edge.t : edge.s, item = make("li");
      const arrow = data.directed ? (out ? " → " : " ← ") : " – ", time = [edge.a.start, edge.a.end].filter(Boolean).join(" to ");
      const button = make("button", edge.l + arrow + nodes[other].l + (edge.w > 1 ? " (" + edge.w + ")" : "") + (time ? ", " + time : ""));
      button.onclick = () => choose(other, true);
      item.append(button);
      if (edge.e) {
        const more = make("details");
        more.append(make("summary", "evidence"), proof(edge.e)); item.append(more);
      }
      list.append(item);
    }
    card.append(list);
  }

  // Finding

  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const names = nodes.map((node) => plain(node.l));
  const hits = () => {
    const words = plain(search.value.trim());
    if (!words) return [];
    const all = [];
    for (let i = 0; i < names.length; i++) { const where = names[i].indexOf(words); if (where >= 0) all.push([where ? 1 : 0, names[i].length, i]); }
    return all.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]).slice(0, 12).map((hit) => hit[2]);
  };
  const go = (i) => { found.replaceChildren(); shownGroups[nodes[i].g] = true; boxes[nodes[i].g].checked = true; choose(i, true); };
  search.addEventListener("input", () => {
    found.replaceChildren(...hits().map((i) => { const button = make("button", nodes[i].l + " – " + groups[nodes[i].g].name); button.setAttribute("role", "option"); button.onclick = () => go(i); return button; }));
  });
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") { const [first] = hits(); if (first !== undefined) go(first); }
    else if (event.key === "Escape") { search.value = ""; found.replaceChildren(); }
  });

  // Legend, time, tools

  const boxes = groups.map((group, g) => {
    const label = make("label"), box = make("input"), dot = make("span", "", "dot");
    box.type = "checkbox"; box.checked = true; dot.style.background = group.color;
    box.onchange = () => { shownGroups[g] = box.checked; redraw(); };
    label.append(box, dot, make("span", group.name), make("span", group.count, "count"));
    document.getElementById("legend").append(label);
    return box;
  });
  for (const [words, colour] of data.tendencies) {
    const row = make("div", "", "line"), dash = make("span", "", "dash");
    dash.style.background = colour;
    row.append(dash, make("span", words)); document.getElementById("legend").append(row);
  }
  const known = [...nodes, ...edges].flatMap((each) => [each.a.start, each.a.end]).filter(Boolean).map((day) => +day.slice(0, 4));
  if (known.length) {
    const low = known.reduce((a, b) => Math.min(a, b)), high = known.reduce((a, b) => Math.max(a, b));
    const from = document.getElementById("from"), to = document.getElementById("to");
    if (low < high) {
      document.getElementById("time").hidden = false;
      for (const slider of [from, to]) { slider.min = low; slider.max = high; slider.step = 1; }
      from.value = low; to.value = high;
      const slide = () => {
        years = [Math.min(+from.value, +to.value), Math.max(+from.value, +to.value)];
        document.getElementById("from-shown").value = years[0]; document.getElementById("to-shown").value = years[1];
        if (years[0] === low && years[1] === high) years = null;
        redraw();
      };
      from.oninput = to.oninput = slide;
      slide();
    }
  }
  document.getElementById("all").onclick = fit;
  document.getElementById("save").onclick = () => canvas.toBlob((blob) => {
    const link = make("a"); link.href = URL.createObjectURL(blob); link.download = document.title.replace(/[^\w -]+/g, "") + ".png"; link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });
  fit();
  draw();
  document.documentElement.dataset.drawn = String(Math.round(performance.now()));
})();
