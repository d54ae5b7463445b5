// The board of the week, where there is a script: people are dragged onto shifts, those who fit are listed beside the board, and what others change
// shows by itself. Everything is done by the same forms that work without it.
const pollMilliseconds = 25_000;
const idleMilliseconds = 30 * 60_000;
const asScript = { "X-Requested-With": "fetch", Accept: "text/html" };

// An empty id stands where nothing can be dropped or taken.
const dropPlace = "[data-role]:not([data-role=''])";
const taken = "[data-assignment]:not([data-assignment='']), [data-volunteer]:not([data-volunteer=''])";

const parse = (html) => new DOMParser().parseFromString(html, "text/html");

export default function weekBoard(root) {
  const days = root.querySelector("#week-days");
  const status = root.querySelector("[data-week-status]");
  const panel = root.querySelector("[data-week-people]");
  const part = root.querySelector("[data-week-part]");
  const close = root.querySelector("[data-week-close]");
  const form = root.querySelector("[data-week-form]");
  let dragged = null;
  let opener = null;
  let shown = null;
  let active = Date.now();

  const say = (words) => {
    status.textContent = words;
  };

  // Days that are the same stay as they are, so that nothing jumps and no focus is lost.
  function renew(fresh) {
    const focused = days.contains(document.activeElement) ? document.activeElement.id : "";
    const open = [...fresh.children];

    if (open.length !== days.children.length || open.some((day, i) => day.id !== days.children[i].id)) {
      days.className = fresh.className;
      days.replaceChildren(...fresh.childNodes);
    } else {
      open.forEach((day, i) => {
        if (day.innerHTML !== days.children[i].innerHTML) {
          days.children[i].replaceChildren(...day.childNodes);
        }
      });
    }

    days.dataset.stamp = fresh.dataset.stamp;

    if (focused && !days.contains(document.activeElement)) {
      document.getElementById(focused)?.focus({ preventScroll: true });
    }
  }

  // True if something had changed.
  async function refresh() {
    const response = await fetch(location.href, { headers: { ...asScript, "If-None-Match": `"${days.dataset.stamp}"` }, cache: "no-store" });

    if (response.status === 304) {
      return false;
    }

    const fresh = response.ok && parse(await response.text()).getElementById("week-days");

    // Signed out meanwhile, or an error: the ordinary way shows what is the matter.
    if (!fresh) {
      location.reload();
      return false;
    }

    renew(fresh);
    return true;
  }

  async function poll() {
    if (document.hidden || dragged || Date.now() - active > idleMilliseconds) {
      return;
    }

    try {
      if (await refresh()) {
        say(root.dataset.changed);
      }
    } catch {
      say(root.dataset.lost);
    }
  }

  async function act(address, fields, shiftId) {
    const body = new URLSearchParams(new FormData(form));
    Object.entries(fields).forEach(([name, value]) => body.set(name, value));

    try {
      const response = await fetch(address, { method: "POST", body, headers: asScript });
      const said = parse(await response.text()).querySelector("[data-said]");

      if (!said) {
        location.reload();
        return false;
      }

      await refresh();
      say(said.textContent);
      document.getElementById(`s-${shiftId}`)?.append(said);
      return response.ok;
    } catch {
      say(root.dataset.lost);
      return false;
    }
  }

  const cardOf = (element) => element.closest("[data-shift]");
  const siteOf = (address) => address.slice(0, address.indexOf("/desk/"));
  const site = siteOf(root.dataset.people);

  async function show(address, options) {
    const response = await fetch(address, { ...options, headers: asScript });
    const found = parse(await response.text()).getElementById("people-part");

    if (!response.ok || !found) {
      return false;
    }

    part.replaceChildren(...found.childNodes);
    shown = response.url;
    close.hidden = !opener;
    part.dispatchEvent(new CustomEvent("replaced", { bubbles: true }));
    return true;
  }

  async function open(link) {
    opener = link.id ? { link: link.id, shift: cardOf(link).querySelector("h3 a").id } : opener;

    // Signed out meanwhile, or an error: the ordinary way shows what is the matter.
    if (await show(link.href).catch(() => false)) {
      panel.querySelector("h2").focus();
    } else {
      location.assign(link.href);
    }
  }

  // Where one came from; a role that is full now has no link any more.
  const back = () => opener && (document.getElementById(opener.link) ?? document.getElementById(opener.shift))?.focus();

  root.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-week-open]");

    // On a phone, and with a key held, it is a link like any other.
    if (link && !panel.hidden && !(event.ctrlKey || event.metaKey || event.shiftKey)) {
      event.preventDefault();
      open(link);
    }
  });

  close.addEventListener("click", back);
  panel.addEventListener("keydown", (event) => event.key === "Escape" && back());

  panel.addEventListener("submit", async (event) => {
    event.preventDefault();
    const sent = event.target;

    if ("weekSearch" in sent.dataset) {
      const isFound = await show(sent.action, { method: "POST", body: new URLSearchParams(new FormData(sent)) }).catch(() => false);

      if (!isFound) {
        say(root.dataset.lost);
        return;
      }

      panel.querySelector("input[type=search]")?.focus();
      return;
    }

    if (event.submitter && !sent.dataset.busy) {
      sent.dataset.busy = "true";
      const { Role, Seen } = Object.fromEntries(new FormData(sent));
      await act(sent.action, { Role, Seen, [event.submitter.name]: event.submitter.value }, sent.action.split("/").at(-2));
      await show(shown).catch(() => false);
      delete sent.dataset.busy;
      panel.querySelector("h2").focus();
    }
  });

  root.addEventListener("dragstart", (event) => {
    const item = event.target.closest?.(taken);

    if (item) {
      const card = cardOf(item);
      dragged = { assignment: item.dataset.assignment, volunteer: item.dataset.volunteer, from: card?.dataset.shift, seen: card?.dataset.stamp };
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", item.textContent.trim());
      root.classList.add("week--drags");
    }
  });

  root.addEventListener("dragend", () => {
    dragged = null;
    root.classList.remove("week--drags");
    root.querySelectorAll(".shift-card__role--over").forEach((role) => role.classList.remove("shift-card__role--over"));
  });

  days.addEventListener("dragover", (event) => {
    const role = event.target.closest(dropPlace);

    if (dragged && role) {
      event.preventDefault();
      days.querySelectorAll(".shift-card__role--over").forEach((other) => other !== role && other.classList.remove("shift-card__role--over"));
      role.classList.add("shift-card__role--over");
    }
  });

  days.addEventListener("drop", (event) => {
    const role = event.target.closest(dropPlace);

    if (!dragged || !role) {
      return;
    }

    event.preventDefault();
    const { assignment, volunteer, from, seen } = dragged;
    const { shift, stamp } = cardOf(role).dataset;

    if (assignment) {
      act(`${site}/desk/shifts/${from}/transfer/${assignment}`, { To: `${role.dataset.role}:${stamp}`, Seen: seen }, shift);
    } else {
      const how = panel.querySelector("input[name=how]:checked").value;
      act(`${site}/desk/shifts/${shift}/place`, { Role: role.dataset.role, Seen: stamp, [how]: volunteer }, shift);
    }
  });

  for (const sign of ["pointerdown", "keydown"]) {
    document.addEventListener(sign, () => {
      const wasIdle = Date.now() - active > idleMilliseconds;
      active = Date.now();

      if (wasIdle) {
        poll();
      }
    });
  }

  document.addEventListener("visibilitychange", poll);
  setInterval(poll, pollMilliseconds);

  // Beside the board there is only room where it is wide.
  if (matchMedia("(min-width: 62rem)").matches) {
    panel.hidden = false;
    root.classList.add("week--live");
    show(root.dataset.people).catch(() => say(root.dataset.lost));
  }
}
