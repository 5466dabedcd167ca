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

const paste = (table) => (event) => {
  const box = event.target;
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!box.matches("input.figure") || !/[\t\n\r]/.test(text.trimEnd())) return;
  event.preventDefault();
  const { rows, down, across } = placeOf(table, box);
  readCells(text).forEach((cells, below) => {
    cells.forEach((cell, beside) => {
      const at = rows[down + below]?.[across + beside];
      if (at && cell.trim() !== "") fill(at, cell);
    });
  });
};

document.querySelectorAll("table[data-grid]").forEach((table) => {
  table.addEventListener("keydown", move(table));
  table.addEventListener("paste", paste(table));
});
