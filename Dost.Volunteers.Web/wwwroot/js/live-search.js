// Searches while one types: the form is sent as its button would send it, and only the results of the page that comes back are taken.
// What is typed travels in the body; the address that comes back holds it sealed. The field keeps the focus.
const pauseMilliseconds = 300;

export default function liveSearch(form) {
  const results = document.getElementById(form.dataset.results);
  const status = document.getElementById(form.dataset.status);
  let timer;
  let running;

  async function search() {
    running?.abort();
    running = new AbortController();

    try {
      const response = await fetch(form.action, {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        signal: running.signal,
        headers: { Accept: "text/html" },
      });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const found = response.ok && page.getElementById(results.id);

      // Signed out meanwhile, or an error: the ordinary way shows what is the matter.
      if (!found) {
        form.submit();
        return;
      }

      results.replaceChildren(...found.childNodes);
      status.textContent = results.querySelector("[data-count]")?.textContent ?? "";
      history.replaceState(null, "", response.url);
      results.dispatchEvent(new CustomEvent("replaced", { bubbles: true }));
    } catch (error) {
      if (error.name !== "AbortError") {
        form.submit();
      }
    }
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(search, pauseMilliseconds);
  });
}
