// Makes the heads of a table's columns buttons that sort its rows.
const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

function key(row, column) {
  const cell = row.cells[column];
  if (!cell) return "";
  return cell.dataset.sort ?? cell.textContent.trim();
}

export function sortable(table) {
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])];
  const status = document.createElement("p");
  status.className = "unseen";
  status.setAttribute("role", "status");
  table.after(status);
  heads.forEach((head, column) => {
    if (head.tagName !== "TH" || !head.textContent.trim()) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const descending = head.getAttribute("aria-sort") === "ascending";
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", descending ? "descending" : "ascending");
      const body = table.tBodies[0];
      const rows = [...body.rows].map((row) => [key(row, column), row]);
      rows.sort(([a], [b]) => {
        // What is not there stands last, whichever way.
        if (!a || !b) return Number(!a) - Number(!b);
        return (descending ? -1 : 1) * collator.compare(a, b);
      });
      body.append(...rows.map(([, row]) => row));
      status.textContent = `Sorted by ${button.textContent.trim()}, ${descending ? "descending" : "ascending"}`;
    });
  });
}
