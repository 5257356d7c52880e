// What every page gains from JavaScript: tables that sort, and a document whose marks and facts find each other.
import { sortable } from "./sorting.js";
import { reading } from "./reading.js";

for (const table of document.querySelectorAll("table.sortable")) sortable(table);
const text = document.getElementById("canonical");
if (text) reading(text);

// What is wider than the screen begins with the latest years.
for (const place of document.querySelectorAll(".scroll:has(> .strip, > .chart, > .timeline)")) place.scrollLeft = place.scrollWidth;
