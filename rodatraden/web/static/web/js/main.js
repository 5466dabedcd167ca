// Refinements only: every page works without them. Loaded as a module, so it runs after the page is read.
import { tickAll } from "./all.js";
import { keepForms } from "./forms.js";
import { filterRows, narrowLists } from "./filter.js";
import { readOnOpening } from "./read.js";
import { sortTables } from "./sort.js";

const start = (root) => {
  sortTables(root);
  filterRows(root);
  narrowLists(root);
  keepForms(root);
  readOnOpening(root);
  tickAll(root);
};

start(document);
document.addEventListener("htmx:load", (event) => start(event.detail.elt));
