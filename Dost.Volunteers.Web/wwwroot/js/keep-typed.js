// Keeps what is typed on this page of a form in this tab until the next page shows that it has arrived, and sends it by itself when a lost
// connection is back. What the form calls secret is never kept.
const prefix = "typed:";
const sentKey = "typed-sent";

// A browser may refuse to keep anything: then the page works as it does without this script.
function store(use) {
  try {
    return use(sessionStorage);
  } catch {
    return null;
  }
}

const isTick = (field) => field.type === "checkbox" || field.type === "radio";

export function forgetAll() {
  store((storage) => {
    Object.keys(storage).filter((key) => key.startsWith(prefix) || key === sentKey).forEach((key) => storage.removeItem(key));
  });
}

export default function keepTyped(form) {
  const key = prefix + form.dataset.keep;
  const secret = new Set((form.dataset.secret ?? "").split(" "));
  const status = form.querySelector("[data-offline]");
  const fields = [...form.elements].filter((field) => field.name && field.type !== "hidden" && field.type !== "submit" && field.matches("input, select, textarea") && !field.closest(".unseen") && !secret.has(field.name));
  let waits = false;

  function keep() {
    const typed = fields.map((field) => (isTick(field) ? field.checked : field.value));
    store((storage) => storage.setItem(key, JSON.stringify({ names: fields.map((field) => field.id), typed })));
  }

  function restore() {
    const kept = store((storage) => JSON.parse(storage.getItem(key) ?? "null"));

    // A page that offers something else meanwhile is not filled from an older one.
    if (!kept || kept.names.join() !== fields.map((field) => field.id).join()) {
      return;
    }

    fields.forEach((field, index) => {
      if (isTick(field)) {
        field.checked = kept.typed[index];
      } else {
        field.value = kept.typed[index];
      }
    });
  }

  store((storage) => {
    const sent = storage.getItem(sentKey);

    if (sent && sent !== key) {
      storage.removeItem(sent);
    }

    storage.removeItem(sentKey);
  });
  restore();

  form.addEventListener("input", keep);
  form.addEventListener("change", keep);
  form.addEventListener("submit", (event) => {
    keep();

    if (navigator.onLine) {
      store((storage) => storage.setItem(sentKey, key));
      return;
    }

    event.preventDefault();
    waits = true;
    status.textContent = status.dataset.offline;
    status.scrollIntoView({ block: "nearest" });
  });

  window.addEventListener("online", () => {
    if (waits) {
      waits = false;
      status.textContent = status.dataset.online;
      form.requestSubmit();
    }
  });
}
