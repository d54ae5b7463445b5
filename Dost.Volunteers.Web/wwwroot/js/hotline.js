// The screen of 142 by keyboard: who is known by the number appears while it is typed, Alt and a digit picks one, Ctrl and Enter sends.
// The number travels in the body of a request, never in an address. Without this script the button "Find" does the same.
const pauseMilliseconds = 300;
const wholeNumber = 9;

export default function hotline(form) {
  const phone = form.elements.Phone;
  const results = document.getElementById(form.dataset.results);
  const status = document.getElementById(form.dataset.status);
  let timer;
  let running;
  let asked = results.querySelector("[data-count]") ? digitsOf(phone.value) : "";

  async function find() {
    const digits = digitsOf(phone.value);

    if (digits === asked || (digits.length < wholeNumber && asked.length < wholeNumber)) {
      return;
    }

    asked = digits;
    running?.abort();
    running = new AbortController();

    try {
      const response = await fetch(form.dataset.callers, { method: "POST", body: new URLSearchParams(new FormData(form)), signal: running.signal, headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const found = response.ok && page.getElementById(results.id);

      if (found) {
        results.replaceChildren(...found.childNodes);
        status.textContent = results.querySelector("[data-count]")?.textContent ?? "";
        results.dispatchEvent(new CustomEvent("replaced", { bubbles: true }));
      }
    } catch (error) {
      // The call goes on without: the button "Find" says what is the matter.
      if (error.name !== "AbortError") {
        asked = "";
      }
    }
  }

  phone.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(find, pauseMilliseconds);
  });

  // Typed before this script was there, as on a slow line.
  find();

  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.ctrlKey) {
      event.preventDefault();
      form.requestSubmit([...form.querySelectorAll("[data-send]")].at(-1));
    } else if (event.key === "Enter" && event.target.matches("input:not([type=submit])") && event.target !== phone) {
      // Enter in a field sends nothing half done.
      event.preventDefault();
    } else if (event.altKey && /^Digit[1-8]$/.test(event.code)) {
      const button = form.querySelector(`[data-pick="${event.code.at(-1)}"]`);

      if (button) {
        event.preventDefault();
        form.requestSubmit(button);
      }
    }
  });
}

function digitsOf(text) {
  return text.replace(/\D/g, "");
}
