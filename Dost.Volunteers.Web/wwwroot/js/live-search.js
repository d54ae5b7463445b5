// Searches while one types: the same page is fetched, and only its results are taken. The field keeps the focus.
const pauseMilliseconds = 300;

export default function liveSearch(form) {
  const results = document.getElementById(form.dataset.results);
  let timer;
  let running;

  async function search() {
    running?.abort();
    running = new AbortController();
    const address = new URL(form.action);
    address.search = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== "")).toString();

    try {
      const response = await fetch(address, { signal: running.signal, headers: { Accept: "text/html" } });

      // Signed out meanwhile, or an error: the ordinary way shows what is the matter.
      if (!response.ok || response.redirected) {
        form.submit();
        return;
      }

      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      results.replaceChildren(...page.getElementById(results.id).childNodes);
      history.replaceState(null, "", address);
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
