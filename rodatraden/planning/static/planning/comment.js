// Words that somebody has marked in a text become the passage of a comment: in the form beside it, or on its page.
const MOST = 500;

const marked = (place) => {
  const area = place.querySelector("textarea");
  if (area) return area.value.slice(area.selectionStart, area.selectionEnd);
  const chosen = getSelection();
  return chosen.rangeCount && place.contains(chosen.getRangeAt(0).commonAncestorContainer) ? String(chosen) : "";
};

document.querySelectorAll("[data-remarks]").forEach((tool) => {
  const place = document.getElementById(tool.dataset.remarks);
  const [button, told] = [tool.querySelector("button"), tool.querySelector("[role=status]")];
  if (!place) return;
  tool.hidden = false;
  // The pointer leaves the words marked and the text in focus; the keyboard does so by itself.
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", () => {
    const words = marked(place).replace(/\s+/g, " ").trim().slice(0, MOST);
    told.textContent = words ? "" : tool.dataset.none;
    if (!words) return;
    const field = document.getElementById("id_quote");
    if (field) {
      field.value = words;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      document.getElementById("id_comment").focus();
    } else {
      location.assign(`${tool.dataset.to}?stalle=${encodeURIComponent(words)}#id_comment`);
    }
  });
});
