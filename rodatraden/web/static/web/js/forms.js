// A form with data-autosave sends itself as one types and says when it was saved; any other form with
// data-keep warns before what was typed is left behind.
const clock = () => new Date().toLocaleTimeString("sv", { hour: "2-digit", minute: "2-digit" });

const say = (form, words) => {
  const place = form.querySelector(".saved");
  if (place) place.textContent = words;
};

const autosave = (form) => {
  let waiting = 0;
  const words = form.dataset;
  const save = async () => {
    say(form, words.saving ?? "Sparar …");
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: "POST",
        body: new FormData(form),
        headers: { "X-Requested-With": "autosave" },
        credentials: "same-origin",
      });
      if (answer.ok) {
        form.dataset.dirty = "";
        const edit = answer.headers.get("X-Edit");
        if (edit && form.elements.edit) form.elements.edit.value = edit;
        say(form, `${words.saved ?? "Sparat"} ${clock()}`);
      } else if (answer.status === 409) {
        say(form, words.conflict ?? "Någon annan har ändrat samma text. Spara för att se båda.");
      } else {
        say(form, words.failed ?? "Inte sparat. Det du skrivit står kvar.");
      }
    } catch {
      say(form, words.offline ?? "Ingen kontakt med servern. Det du skrivit står kvar.");
    }
  };
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(save, 1200);
  });
  form.addEventListener("submit", () => clearTimeout(waiting));
};

export const keepForms = (root) => {
  root.querySelectorAll("form[data-keep], form[data-autosave]").forEach((form) => {
    if (form.dataset.kept) return;
    form.dataset.kept = "yes";
    form.addEventListener("input", () => { form.dataset.dirty = "yes"; });
    form.addEventListener("submit", () => { form.dataset.dirty = ""; });
    if (form.dataset.autosave) autosave(form);
  });
};

// A button pressed twice sends its form once; after a while, or when one comes back to the page, again.
addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "yes";
  setTimeout(() => { delete form.dataset.sent; }, 5000);
});
addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => { delete form.dataset.sent; });
});

addEventListener("beforeunload", (event) => {
  if (document.querySelector('form[data-dirty="yes"]')) event.preventDefault();
});

// After a refused form the summary of faults is read first.
document.querySelector(".faults")?.focus();
