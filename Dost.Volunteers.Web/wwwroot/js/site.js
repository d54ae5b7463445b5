// Each element with data-module="name" is given to js/name.js. Without this script every page still works.
const enhanced = new WeakSet();

export async function enhance(root) {
  for (const element of root.querySelectorAll("[data-module]")) {
    if (enhanced.has(element)) {
      continue;
    }

    enhanced.add(element);
    const module = await import(new URL(`./${element.dataset.module}.js`, import.meta.url));
    module.default(element);
  }
}

// A form is sent once, however often its button is pressed.
document.addEventListener("submit", (event) => {
  const form = event.target;

  // A form that downloads, or fills a frame, leaves the page as it is: it may be sent again.
  if (form.method === "get" || event.defaultPrevented || "download" in form.dataset || event.submitter?.formTarget) {
    return;
  }

  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }

  form.dataset.sent = "true";
  event.submitter?.setAttribute("aria-disabled", "true");
});

// Back from the page cache: the form may be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    form.querySelectorAll("[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
  }
});

// What a module put on the page may have modules of its own.
document.addEventListener("replaced", (event) => enhance(event.target));

enhance(document);
