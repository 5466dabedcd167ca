// Sorts a table where it stands when all of its rows are on the page. The head's link remains the truth:
// it is put into the address, so that the sorted table can be linked to.
const missing = (text) => text === "" || text === "–";

const valueOf = (row, place) => {
  const text = (row.cells[place]?.textContent ?? "").trim();
  const plain = text.replace(/[\s\u00a0]/g, "").replace("\u2212", "-").replace(",", ".");
  const figure = /^-?\d+(\.\d+)?/.exec(plain);
  const wholly = figure && /^-?[\d.]+[^\d]{0,3}$/.test(plain);
  return { text, figure: wholly ? Number(figure[0]) : null };
};

const compare = (one, other) =>
  one.figure !== null && other.figure !== null
    ? one.figure - other.figure
    : one.text.localeCompare(other.text, "sv", { numeric: true });

const sortBy = (table, head) => {
  const place = head.cellIndex;
  const falling = head.getAttribute("aria-sort") === "ascending";
  const body = table.tBodies[0];
  const rows = Array.from(body.rows, (row) => ({ row, value: valueOf(row, place) }));
  const known = rows.filter(({ value }) => !missing(value.text));
  const unknown = rows.filter(({ value }) => missing(value.text));
  known.sort((a, b) => compare(a.value, b.value) * (falling ? -1 : 1));
  body.append(...[...known, ...unknown].map(({ row }) => row));
  table.querySelectorAll("thead .direction").forEach((sign) => sign.remove());
  table.querySelectorAll("thead [aria-sort]").forEach((other) => other.removeAttribute("aria-sort"));
  head.setAttribute("aria-sort", falling ? "descending" : "ascending");
  return falling;
};

const addSign = (link, falling) => {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "direction");
  svg.setAttribute("viewBox", "0 0 10 10");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", falling ? "M0 2h10L5 9z" : "M0 8h10L5 1z");
  path.setAttribute("fill", "currentColor");
  svg.append(path);
  link.append(svg);
};

const turn = (link, falling) => {
  const next = new URL(link.href);
  const key = next.searchParams.get("sort").replace(/^-/, "");
  history.replaceState(null, "", withSort(falling ? `-${key}` : key));
  link.href = withSort(falling ? key : `-${key}`);
};

const withSort = (sort) => {
  const address = new URL(location.href);
  address.searchParams.set("sort", sort);
  return address.href;
};

export const sortTables = (root) => {
  root.querySelectorAll("table[data-sortable]").forEach((table) => {
    const whole = !document.querySelector("nav.pages") && table.tBodies.length === 1;
    if (!whole || table.dataset.sorts) return;
    table.dataset.sorts = "yes";
    table.querySelectorAll("thead th a").forEach((link) => {
      link.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
        event.preventDefault();
        const falling = sortBy(table, link.closest("th"));
        addSign(link, falling);
        turn(link, falling);
      });
    });
  });
};
