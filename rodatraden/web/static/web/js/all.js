// A button ticks all boxes of its group, and clears them when all are ticked. Without script the boxes do.
export const tickAll = (root) => {
  root.querySelectorAll("button[data-all]").forEach((button) => {
    const group = button.closest("fieldset");
    if (!group || !button.hidden) return;
    const boxes = [...group.querySelectorAll("input[type=checkbox]")];
    const all = button.textContent;
    const areAll = () => boxes.every((box) => box.checked);
    const name = () => {
      button.textContent = areAll() ? button.dataset.none : all;
      button.setAttribute("aria-label", `${button.textContent}: ${button.dataset.of}`);
    };
    button.addEventListener("click", () => {
      const ticked = !areAll();
      boxes.forEach((box) => { box.checked = ticked; });
      group.dispatchEvent(new Event("input", { bubbles: true }));
      name();
    });
    group.addEventListener("change", name);
    button.hidden = false;
    name();
  });
};
