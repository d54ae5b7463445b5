// A check-in or check-out is sent without leaving the page; if there is no connection, the phone keeps it with its time.
import { keep } from "./kept-events.js";

const patienceMilliseconds = 15000;

export default function attend(form) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();

    if (form.dataset.busy) {
      return;
    }

    form.dataset.busy = "true";
    const { assignment, kind, label } = form.dataset;
    const keepIt = () => keep(assignment, kind, label, form.elements.pin?.value);

    try {
      if (!navigator.onLine) {
        keepIt();
        return;
      }

      const response = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), signal: AbortSignal.timeout(patienceMilliseconds) });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const main = document.querySelector("main");
      const found = page.querySelector("main");

      // Signed out meanwhile, or an error: the ordinary way shows what is the matter.
      if (!response.ok || !found || response.url.includes("/account/")) {
        form.submit();
        return;
      }

      document.title = page.title;
      history.pushState(null, "", response.url);
      main.replaceChildren(...found.childNodes);
      main.dispatchEvent(new CustomEvent("replaced", { bubbles: true }));
      main.focus();
      window.scrollTo(0, 0);
    } catch {
      keepIt();
    } finally {
      delete form.dataset.busy;
    }
  });
}

// Back to the page before: it is fetched as it is now.
window.addEventListener("popstate", () => location.reload());
