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

// A file that the server would turn away is told where it is chosen: sent, all that was typed beside it would be lost.
const tooLarge = (place) => {
  const input = place.querySelector("input[type=file]");
  const large = [...(input?.files ?? [])].some((file) => file.size > Number(place.dataset.most));
  place.querySelector(".too-large")?.remove();
  place.classList.toggle("fault", large);
  input?.setAttribute("aria-invalid", String(large));
  if (!large) return null;
  const why = Object.assign(document.createElement("p"), { className: "why too-large", textContent: place.dataset.tooLarge });
  why.setAttribute("role", "alert");
  input.before(why);
  return input;
};
addEventListener("change", (event) => {
  const place = event.target.closest("[data-most]");
  if (place) tooLarge(place);
});
addEventListener("submit", (event) => {
  const [first] = [...event.target.querySelectorAll("[data-most]")].map(tooLarge).filter(Boolean);
  if (!first) return;
  event.preventDefault();
  if (event.target.dataset.kept) event.target.dataset.dirty = "yes";
  first.focus();
});

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
