// Hides rows that do not hold every word typed, while one types. Sending the form does the same by address.
const fold = (text) => text.normalize("NFC").toLocaleLowerCase("sv").replace(/\s+/g, " ");

export const filterRows = (root) => {
  root.querySelectorAll("form[data-filter]").forEach((form) => {
    const table = document.querySelector(`${form.dataset.filter} table, table${form.dataset.filter}`);
    const box = form.querySelector("input[type=search]");
    if (!table || !box || form.dataset.filters) return;
    form.dataset.filters = "yes";
    const said = document.createElement("span");
    said.className = "note";
    said.setAttribute("role", "status");
    form.append(said);
    box.addEventListener("input", () => {
      const words = fold(box.value).split(" ").filter(Boolean);
      let shown = 0;
      for (const row of table.tBodies[0].rows) {
        const text = fold(row.textContent);
        row.hidden = !words.every((word) => text.includes(word));
        shown += row.hidden ? 0 : 1;
      }
      said.textContent = words.length ? `${shown} av ${table.tBodies[0].rows.length}` : "";
    });
  });
};
