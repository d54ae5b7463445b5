// Puts the next code on the screen when the minute is over. Without a connection the old code is taken away: it opens nothing any more.
const pauseSeconds = 5;

export default function door(main) {
  const status = main.querySelector("[data-status]");
  const wait = (seconds) => setTimeout(next, seconds * 1000);

  async function next() {
    try {
      const response = await fetch(location.href, { headers: { Accept: "text/html" }, cache: "no-store" });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const code = response.ok && page.getElementById("code");

      // Signed out meanwhile: the page to sign in is shown.
      if (!code) {
        location.reload();
        return;
      }

      document.getElementById("code").replaceWith(code);
      main.querySelector("time").textContent = page.querySelector("time").textContent;
      status.hidden = true;
      wait(Number(code.dataset.seconds));
    } catch {
      document.getElementById("code").hidden = true;
      status.textContent = main.dataset.lost;
      status.hidden = false;
      wait(pauseSeconds);
    }
  }

  wait(Number(document.getElementById("code").dataset.seconds));
}
