// The texts of a report or a plan save themselves. What has not reached the server lies in the browser until it has:
// through a lost connection, an expired sign-in, a closed window. Two people never overwrite each other.
const form = document.querySelector("form.texts");
const bar = document.querySelector(".savebar");
const WAIT = 1200;
const AGAIN = 5000;
const LOOK = 30000;

const clock = () => new Date().toLocaleTimeString("sv", { hour: "2-digit", minute: "2-digit" });
const say = (words) => { bar.querySelector(".saved").textContent = words; };
const element = (name, text, className = "") => Object.assign(document.createElement(name), { textContent: text, className });
const button = (text, act) => {
  const made = element("button", text, "button quiet");
  made.type = "button";
  made.addEventListener("click", act);
  return made;
};

class Field {
  constructor(place) {
    this.place = place;
    this.area = place.querySelector("textarea");
    this.seen = place.querySelector('input[type="hidden"]');
    this.told = place.querySelector(".clash-here");
    this.saved = this.area.value;
    this.clashing = false;
    this.timer = 0;
    this.area.addEventListener("input", () => this.changed());
    this.area.addEventListener("blur", () => this.save());
    this.remembered();
  }

  get key() { return `text:${this.place.dataset.url}`; }
  get dirty() { return this.area.value !== this.saved; }

  // A text that never reached the server is offered, not put in: somebody may have written since.
  remembered() {
    const kept = this.kept();
    if (kept === null || kept === this.area.value) return this.forget();
    const words = this.told.dataset;
    const use = () => { this.area.value = kept; this.told.replaceChildren(); this.changed(); };
    const drop = () => { this.forget(); this.told.replaceChildren(); };
    this.tell([element("p", words.found), element("p", kept, "soft lines")], [button(words.use, use), button(words.drop, drop)]);
  }

  kept() { try { return localStorage.getItem(this.key); } catch { return null; } }
  keep() { try { localStorage.setItem(this.key, this.area.value); } catch { /* private window: the page itself keeps it */ } }
  forget() { try { localStorage.removeItem(this.key); } catch { /* as above */ } }

  changed() {
    form.dataset.dirty = "yes";
    this.keep();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), WAIT);
  }

  async save() {
    clearTimeout(this.timer);
    if (!this.dirty || this.clashing) return;
    const text = this.area.value;
    const body = new FormData();
    body.set("text", text);
    body.set("seen", this.seen.value);
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    say(bar.dataset.savingWords);
    let answer;
    try {
      answer = await fetch(this.place.dataset.url, { method: "POST", body, credentials: "same-origin", redirect: "manual" });
    } catch {
      say(bar.dataset.offlineWords);
      this.timer = setTimeout(() => this.save(), AGAIN);
      return;
    }
    if (answer.type === "opaqueredirect" || answer.status === 403) {
      say(bar.dataset.outWords);
      this.timer = setTimeout(() => this.save(), AGAIN * 2);
      return;
    }
    const told = await answer.json().catch(() => ({}));
    if (answer.ok) {
      this.saved = text;
      this.seen.value = told.edit;
      this.place.querySelector(".copied")?.remove();
      this.warn(told.warnings ?? []);
      if (!this.dirty) this.forget();
      if (!fields.some((field) => field.dirty)) form.dataset.dirty = "";
      say(`${bar.dataset.savedWords} ${clock()}`);
    } else if (answer.status === 409) {
      this.clash(told);
    } else {
      say(told.refused ?? bar.dataset.offlineWords);
    }
  }

  // What the text places and cannot be shown where it stands: the server knows.
  warn(lines) {
    const list = this.place.querySelector(".misplaced");
    if (!list) return;
    list.replaceChildren(...lines.map((line) => element("li", line)));
    list.hidden = !lines.length;
  }

  clash({ theirs, who, edit }) {
    this.clashing = true;
    const words = this.told.dataset;
    const end = () => { this.clashing = false; this.seen.value = edit; this.told.replaceChildren(); };
    const keep = () => { end(); this.saved = null; this.save(); };
    const take = () => { end(); this.area.value = theirs; this.saved = theirs; this.forget(); };
    const text = element("p", theirs, "soft lines");
    this.tell([element("p", `${who} ${words.words}`), text], [button(words.keep, keep), button(words.take, take)]);
    say(`${who} ${words.words}`);
  }

  newer({ edit, who }) {
    if (edit <= Number(this.seen.value) || this.clashing || this.told.childElementCount) return;
    this.tell([element("p", `${who} ${this.told.dataset.newer}`)], []);
  }

  tell(lines, buttons) {
    const actions = element("p", "", "actions");
    actions.append(...buttons);
    const box = element("div", "", "clash aside stack");
    box.append(...lines, ...(buttons.length ? [actions] : []));
    this.told.replaceChildren(box);
  }
}

// What a text may place (figures, tables) is chosen beside it and put in where the cursor stands.
const place = (choice) => {
  const area = document.getElementById(choice.dataset.into);
  if (!area || !choice.value) return;
  const { selectionStart: from, selectionEnd: to, value } = area;
  const alone = choice.selectedOptions[0].dataset.alone === "yes";
  const before = alone && from > 0 && value[from - 1] !== "\n" ? "\n" : "";
  const put = before + choice.value + (alone ? "\n" : "");
  area.setRangeText(put, from, to, "end");
  area.dispatchEvent(new Event("input"));
  choice.value = "";
  area.focus();
};
document.querySelectorAll("select[data-into]").forEach((choice) => choice.addEventListener("change", () => place(choice)));

const fields = form ? [...form.querySelectorAll("[data-part]")].map((place) => new Field(place)) : [];

const look = async () => {
  if (document.hidden) return;
  try {
    const answer = await fetch(form.dataset.others, { credentials: "same-origin", redirect: "manual" });
    if (!answer.ok) return;
    const { texts } = await answer.json();
    fields.forEach((field) => {
      const found = texts[field.place.dataset.part];
      if (found) field.newer(found);
    });
  } catch { /* without a connection there is nothing new to tell */ }
};

if (form) {
  setInterval(look, LOOK);
  addEventListener("online", () => fields.forEach((field) => field.save()));
  form.addEventListener("submit", () => { form.dataset.dirty = ""; fields.forEach((field) => field.forget()); });
}
