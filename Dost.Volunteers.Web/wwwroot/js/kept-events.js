// The comings and goings that this phone keeps until they are sent: ids and times, nothing of anybody.
const eventsKey = "dost.kept";
const shiftsKey = "dost.shifts";
const daysKept = 2;

// A browser may refuse to keep anything: then there is nothing to send later.
function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "[]");
  } catch {
    return [];
  }
}

function write(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

// Where there is no secure connection, browsers give no randomUUID.
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");

  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

export const events = () => read(eventsKey);
export const unsent = () => events().filter((event) => !event.refused);
export const shifts = () => read(shiftsKey).filter((shift) => shift.ends > Date.now() - daysKept * 86400000);
export const keepShifts = (list) => write(shiftsKey, list);
export const forgetShifts = () => write(shiftsKey, []);
export const forget = (id) => write(eventsKey, events().filter((event) => event.id !== id));

// Two presses of one button are one event.
export function keep(assignment, kind, label, pin) {
  const list = events();

  if (!list.some((event) => event.assignment === assignment && event.kind === kind && !event.refused)) {
    list.push({ id: newId(), assignment, kind, label, pin, at: Date.now() });
  }

  const isKept = write(eventsKey, list);
  document.dispatchEvent(new CustomEvent("kept"));

  return isKept;
}

let running = null;

// Sends all that waits, in the order in which it happened; the server takes each once. Says whether somebody must sign in first.
export function sendAll(address) {
  running ??= send(address).finally(() => {
    running = null;
  });

  return running;
}

async function send(address) {
  if (unsent().length === 0) {
    return { sent: 0 };
  }

  let sent = 0;

  try {
    const page = await fetch(address, { headers: { Accept: "text/html" }, cache: "no-store" });
    const token = new DOMParser().parseFromString(await page.text(), "text/html").querySelector("#token input[name=__RequestVerificationToken]")?.value;

    if (!token) {
      return { sent, signIn: page.ok };
    }

    for (const event of unsent()) {
      const answer = await fetch(address.replace(/kept$/, `shifts/${event.assignment}/kept`), {
        method: "POST",
        body: new URLSearchParams({
          event: event.id,
          kind: event.kind,
          seconds: Math.round((Date.now() - event.at) / 1000),
          pin: event.pin ?? "",
          __RequestVerificationToken: token,
        }),
      });

      // Of somebody else who used this phone: it waits for them, for a while.
      if (answer.status === 404) {
        if (event.at < Date.now() - daysKept * 86400000) {
          forget(event.id);
        }

        continue;
      }

      if (!answer.ok) {
        return { sent };
      }

      const { done, words } = await answer.json();

      if (done) {
        forget(event.id);
        sent++;
      } else {
        write(eventsKey, events().map((one) => (one.id === event.id ? { ...one, refused: words } : one)));
      }
    }
  } catch {
    // No connection yet.
  }

  return { sent };
}
