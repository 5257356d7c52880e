// In a document, a click on marked words shows their facts, and a pointer on a fact shows its words.
export function reading(text) {
  const panel = document.querySelector(".facts .panel");
  if (!panel) return;
  let chosen = [];

  function choose(elements) {
    for (const each of chosen) each.classList.remove("chosen");
    chosen = elements.filter(Boolean);
    for (const each of chosen) each.classList.add("chosen");
  }

  function facts(mark) {
    const numbers = new Set();
    for (let each = mark; each && each !== text; each = each.parentElement) {
      for (const number of (each.dataset?.facts ?? "").split(" ")) if (number) numbers.add(number);
    }
    return [...numbers].map((number) => document.getElementById(`fact-${number}`));
  }

  text.addEventListener("click", (event) => {
    const mark = event.target.closest("mark");
    if (!mark || event.target.closest("a") || String(getSelection())) return;
    const found = facts(mark);
    for (const fact of found) fact?.closest("details")?.setAttribute("open", "");
    choose([mark, ...found]);
    const first = found[0];
    if (first && panel.scrollHeight > panel.clientHeight) {
      panel.scrollTop += first.getBoundingClientRect().top - panel.getBoundingClientRect().top - 60;
    }
  });

  // A link to a fact inside a closed list opens the list.
  function arrive() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const list = target?.closest("details");
    if (list && !list.open) {
      list.open = true;
      target.scrollIntoView({ block: "center" });
    }
    if (target?.tagName === "MARK") {
      choose(facts(target));
      target.scrollIntoView({ block: "center" });
    }
  }
  addEventListener("hashchange", arrive);
  arrive();
}
