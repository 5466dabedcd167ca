// What one opens from a list is read: the form beside the link is sent on the way out.
export const readOnOpening = (root) => {
  root.querySelectorAll("a[data-read]").forEach((link) => {
    const form = link.closest("li").querySelector("form");
    if (form) link.addEventListener("click", () => navigator.sendBeacon(form.action, new FormData(form)));
  });
};
