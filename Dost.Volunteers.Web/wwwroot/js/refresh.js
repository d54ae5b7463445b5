// A part of the page that tells how far something is: it is fetched again every few seconds for as long as it says that more is to come.
const longPause = 5000;

export default function refresh(part) {
  const pauseMilliseconds = Number(part.dataset.pause) || longPause;

  async function look() {
    // Nobody looks: nothing is asked.
    if (document.hidden) {
      setTimeout(look, pauseMilliseconds);
      return;
    }

    try {
      const response = await fetch(location.href, { headers: { Accept: "text/html" } });

      // Signed out meanwhile, or an error: what stands there stays.
      if (!response.ok || response.redirected) {
        return;
      }

      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const found = page.getElementById(part.id);

      if (!found) {
        part.remove();
        return;
      }

      part.replaceChildren(...found.childNodes);

      // It is done: what stands there now is the end of it.
      if (found.dataset.module !== "refresh") {
        part.removeAttribute("data-module");
        part.focus();
        return;
      }
    } catch {
      // The connection is lost for a moment: the next look tries again.
    }

    setTimeout(look, pauseMilliseconds);
  }

  setTimeout(look, pauseMilliseconds);
}
