// Shows what this phone keeps, sends it when the connection is back, and without one offers the shifts of the day to tap on.
import { events, forget, keep, keepShifts, sendAll, shifts, unsent } from "./kept-events.js";

const retryMilliseconds = 30000;
const earlyMilliseconds = 5 * 60000;
const time = (at) => new Date(at).toLocaleTimeString("az", { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: "Asia/Baku" });

function element(name, className, text) {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text ?? "";

  return made;
}

export default function kept(section) {
  const words = JSON.parse(section.dataset.words);
  const isShell = section.dataset.offline === "true";
  let note = "";

  if (section.dataset.shifts) {
    keepShifts(JSON.parse(section.dataset.shifts));
  }

  function row(event) {
    const item = element("li", "card-row");
    item.append(element("p", "card-row__title", `${event.label} · ${words[event.kind === "CheckIn" ? "cameAt" : "wentAt"].replace("{0}", time(event.at))}`));
    item.append(element("p", "card-row__text", event.refused ? `${words.refused}: ${event.refused}` : words.kept));

    if (event.refused) {
      const button = element("button", "button button--quiet", words.forget);
      button.type = "button";
      button.addEventListener("click", () => {
        forget(event.id);
        show();
      });
      item.append(button);
    }

    return item;
  }

  // What can be done with a shift now: an event that waits counts as done.
  function next(shift) {
    const waits = (kind) => unsent().some((event) => event.assignment === shift.id && event.kind === kind);

    if (!shift.isIn && !waits("CheckIn")) {
      return Date.now() >= shift.opens - earlyMilliseconds && Date.now() < shift.ends ? "CheckIn" : null;
    }

    return !waits("CheckOut") && Date.now() >= shift.starts ? "CheckOut" : null;
  }

  function choice(shift, kind) {
    const item = element("li", "card-row");
    item.append(element("p", "card-row__title", shift.label));
    let pin = null;

    if (shift.pin) {
      const label = element("label", "field__label", words.pin);
      pin = element("input", "form-control field__input--short");
      [pin.id, pin.inputMode, pin.maxLength, pin.autocomplete] = [`kept-pin-${shift.id}`, "numeric", 4, "off"];
      label.htmlFor = pin.id;
      item.append(label, pin);
    }

    const button = element("button", "button button--large", words[kind]);
    button.type = "button";
    button.addEventListener("click", () => keep(shift.id, kind, shift.label, pin?.value));
    const actions = element("div", "actions actions--big");
    actions.append(button);
    item.append(actions);

    return item;
  }

  function show() {
    const list = events();
    const isOffline = isShell || !navigator.onLine;
    const choices = isOffline ? shifts().map((shift) => [shift, next(shift)]).filter(([, kind]) => kind) : [];
    section.replaceChildren();

    if (note) {
      section.append(element("p", "notice notice--good", note));
    }

    if (isOffline && choices.length > 0) {
      section.append(element("p", "notice notice--wait", words.lost));
      const stack = element("ul", "stack");
      stack.append(...choices.map(([shift, kind]) => choice(shift, kind)));
      section.append(stack);
    } else if (isShell && list.length === 0) {
      section.append(element("p", "notice notice--wait", words.none));
    }

    if (list.length > 0) {
      section.append(element("h2", "", words.waiting));
      const stack = element("ul", "stack");
      stack.append(...list.map(row));
      section.append(stack);
    }

    section.hidden = section.childElementCount === 0;
  }

  async function send() {
    if (!section.isConnected || unsent().length === 0 || !navigator.onLine) {
      show();
      return;
    }

    const { sent, signIn } = await sendAll(section.dataset.send);

    if (sent > 0 && unsent().length === 0) {
      // The page says how it stands now.
      if (location.pathname.includes("/me") && !location.pathname.endsWith("/kept") && !isShell) {
        location.reload();
        return;
      }

      note = words.sent;
    } else if (signIn) {
      note = words.signIn;
    }

    show();
  }

  document.addEventListener("kept", show);
  window.addEventListener("online", send);
  window.addEventListener("offline", show);
  setInterval(() => unsent().length > 0 && send(), retryMilliseconds);
  send();

  if ("serviceWorker" in navigator && !isShell) {
    navigator.serviceWorker.register(section.dataset.worker, { scope: "/" }).catch(() => {});
  }
}
