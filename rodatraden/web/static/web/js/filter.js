// Hides rows that do not hold every word typed, while one types. Sending the form does the same by address.
const fold = (text) => text.normalize("NFC").toLocaleLowerCase("sv").replace(/\s+/g, " ");

export const filterRows = (root) => {
  root.querySelectorAll("form[data-filter]").forEach((form) => {
    const tables = [...document.querySelectorAll(`${form.dataset.filter} table, table${form.dataset.filter}`)];
    const box = form.querySelector("input[type=search]");
    if (!tables.length || !box || form.dataset.filters) return;
    form.dataset.filters = "yes";
    const said = document.createElement("span");
    said.className = "note";
    said.setAttribute("role", "status");
    form.append(said);
    const folded = tables.map((table) => table.closest("details")).filter((details) => details && !details.open);
    box.addEventListener("input", () => {
      const words = fold(box.value).split(" ").filter(Boolean);
      let shown = 0;
      let all = 0;
      for (const table of tables) {
        let here = 0;
        for (const row of table.tBodies[0].rows) {
          const text = fold(row.textContent);
          row.hidden = !words.every((word) => text.includes(word));
          here += row.hidden ? 0 : 1;
        }
        shown += here;
        all += table.tBodies[0].rows.length;
        const part = tables.length > 1 && table.closest(".section");
        if (part) part.hidden = !here;
      }
      for (const details of folded) details.open = words.length > 0;
      said.textContent = words.length ? `${shown} av ${all}` : "";
    });
  });
};
