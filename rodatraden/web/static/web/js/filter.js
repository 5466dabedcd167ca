// Hides rows that do not hold every word typed, while one types. Sending the form does the same by address.
const OF = document.documentElement.lang === "en" ? "of" : "av";
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
      said.textContent = words.length ? `${shown} ${OF} ${all}` : "";
    });
  });
};

// A long list to choose from gets a box that narrows it to what holds every word typed. What is chosen stays.
export const narrowLists = (root) => {
  root.querySelectorAll("select[data-narrow]").forEach((list) => {
    if (list.dataset.narrows) return;
    list.dataset.narrows = "yes";
    const place = document.createElement("div");
    place.className = "narrow";
    const box = Object.assign(document.createElement("input"), { type: "search", id: `${list.id}-narrow`, autocomplete: "off" });
    const label = Object.assign(document.createElement("label"), { htmlFor: box.id, className: "note", textContent: list.dataset.narrow });
    const said = Object.assign(document.createElement("span"), { className: "note" });
    said.setAttribute("role", "status");
    place.append(label, box, said);
    list.before(place);
    // An option is taken out, not hidden: not every reader's list heeds hidden.
    const all = [...list.children].map((part) => ({ part, options: [...part.querySelectorAll("option")] }));
    const most = all.reduce((sum, { options }) => sum + options.length, 0);
    const narrow = () => {
      const words = fold(box.value).split(" ").filter(Boolean);
      const chosen = list.selectedOptions[0];
      let shown = 0;
      list.replaceChildren(...all.filter(({ part, options }) => {
        if (!options.length) return true;
        const held = options.filter((option) => words.every((word) => fold(`${part.label} ${option.text}`).includes(word)));
        shown += held.length;
        part.replaceChildren(...options.filter((option) => held.includes(option) || (option === chosen && option.value)));
        return part.children.length;
      }).map(({ part }) => part));
      if (chosen) chosen.selected = true;
      list.size = words.length ? Math.max(2, Math.min(8, list.length + list.querySelectorAll("optgroup").length)) : 0;
      said.textContent = words.length ? `${shown} ${OF} ${most}` : "";
    };
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      list.focus();
    });
    // What one types to find something is not typed in the form.
    box.addEventListener("input", (event) => {
      event.stopPropagation();
      narrow();
    });
  });
};
