// Moves between the boxes of the entry grid and spreads what is pasted from a spreadsheet over them.
// Without script the grid is a plain form; nothing here changes what is sent.
const boxesOf = (row) => Array.from(row.querySelectorAll("input.figure"));

const placeOf = (table, box) => {
  const rows = Array.from(table.tBodies[0].rows, boxesOf);
  const down = rows.findIndex((boxes) => boxes.includes(box));
  return { rows, down, across: down < 0 ? -1 : rows[down].indexOf(box) };
};

const go = (box) => {
  if (!box) return false;
  box.focus();
  box.select();
  return true;
};

const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], Enter: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

// Left and right leave a box only where the text ends, so that one can still move within a number.
const leaves = (box, key) => {
  if (key === "ArrowLeft") return box.selectionEnd === 0 || box.selectionEnd - box.selectionStart === box.value.length;
  if (key === "ArrowRight") return box.selectionStart === box.value.length || box.selectionEnd - box.selectionStart === box.value.length;
  return true;
};

const move = (table) => (event) => {
  const box = event.target;
  const step = steps[event.key];
  if (!step || !box.matches("input.figure") || event.altKey || event.ctrlKey || event.metaKey) return;
  if (!leaves(box, event.key)) return;
  const { rows, down, across } = placeOf(table, box);
  const back = event.key === "Enter" && event.shiftKey ? -1 : 1;
  if (go(rows[down + step[0] * back]?.[across + step[1]]) || event.key === "Enter") event.preventDefault();
};

const fill = (box, text) => {
  box.value = text.trim();
  box.dispatchEvent(new Event("input", { bubbles: true }));
};

// One line per row, tabs between cells, as spreadsheets copy. An empty cell leaves its box as it is.
export const readCells = (text) =>
  text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n").map((line) => line.split("\t"));

// What is no number, a number of a table's head (a year) or a way to say that nothing is there.
const figure = /^[-+−–]?[\d\s.,'’]+\s*%?$/;

// A copied table often has its heads with it: a first line of years and words, a first column of names.
const withoutHeads = (lines) => {
  const texts = (cells) => cells.some((cell) => cell.trim() !== "" && !figure.test(cell.trim()));
  const years = (cells) => cells.every((cell) => cell.trim() === "" || /^\d{4}$/.test(cell.trim()));
  const headed = lines.length > 1 && (texts(lines[0]) || (years(lines[0]) && !lines.slice(1).some(years)));
  const rows = headed ? lines.slice(1) : lines;
  const named = rows[0].length > 1 && rows.every((cells) => cells[0].trim() === "" || !figure.test(cells[0].trim()));
  return { rows: named ? rows.map((cells) => cells.slice(1)) : rows, headed, named };
};

const paste = (table) => (event) => {
  const box = event.target;
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!box.matches("input.figure") || !/[\t\n\r]/.test(text.trimEnd())) return;
  event.preventDefault();
  const { rows, down, across } = placeOf(table, box);
  const pasted = withoutHeads(readCells(text));
  const left = [];
  let filled = 0;
  pasted.rows.forEach((cells, below) => {
    cells.forEach((cell, beside) => {
      if (cell.trim() === "") return;
      const at = rows[down + below]?.[across + beside];
      if (at) { fill(at, cell); filled += 1; } else left.push(cell.trim());
    });
  });
  tell(table, filled, left, pasted);
};

// Says what became of it, in the words that the page gave.
const tell = (table, filled, left, pasted) => {
  const place = document.getElementById(table.dataset.tells);
  if (!place) return;
  const words = place.dataset;
  const told = [words.filled.replace("{n}", filled)];
  if (pasted.headed) told.push(words.headed);
  if (pasted.named) told.push(words.named);
  if (left.length) told.push(words.left.replace("{n}", left.length).replace("{values}", left.slice(0, 10).join(", ")));
  place.textContent = told.join(" ");
};

document.querySelectorAll("table[data-grid]").forEach((table) => {
  table.addEventListener("keydown", move(table));
  table.addEventListener("paste", paste(table));
});
