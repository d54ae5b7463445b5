// Shows while one types how a message will arrive: the form is sent as its preview button would send it, and only what is shown of the page that
// comes back is taken. An e-mail stands in a frame of its own, which has its own rules for styles; its words are written into it.
const pauseMilliseconds = 400;

export default function templateEditor(form) {
  const status = form.querySelector("[data-status]");
  let timer;
  let running;

  async function post(address, signal) {
    const response = await fetch(address, { method: "POST", body: new URLSearchParams(new FormData(form)), signal, headers: { Accept: "text/html" } });

    return response.ok ? response.text() : null;
  }

  async function showEmail(language, signal) {
    const html = await post(`${form.dataset.email}?language=${language}`, signal);
    const frame = form.querySelector(`iframe[name="mail-${language}"]`);

    if (html && frame.contentDocument) {
      // Parsed by the frame, whose own rules let the letter have its styles. Going to an address instead would add a step back for each pause.
      const top = frame.contentWindow.scrollY;
      frame.contentDocument.documentElement.innerHTML = html;
      frame.contentWindow.scrollTo(0, top);
    }
  }

  async function show(languages) {
    running?.abort();
    running = new AbortController();

    try {
      const text = await post(form.dataset.preview, running.signal);
      const page = text && new DOMParser().parseFromString(text, "text/html");

      for (const part of form.querySelectorAll("[data-shown]")) {
        const found = page && page.getElementById(part.id);

        if (found) {
          part.replaceChildren(...found.childNodes);
        }
      }

      status.textContent = form.querySelector(`#shown-${languages[0]} .cost strong`)?.textContent ?? "";

      if (form.dataset.email) {
        await Promise.all(languages.map((language) => showEmail(language, running.signal)));
      }
    } catch (error) {
      // No connection: what is typed stays, and the buttons still work.
      if (error.name !== "AbortError" && error.name !== "TypeError") {
        throw error;
      }
    }
  }

  const changed = new Set();

  form.addEventListener("input", (event) => {
    changed.add(event.target.name.split(".")[0].toLowerCase());
    clearTimeout(timer);
    timer = setTimeout(() => {
      const languages = [...changed];
      changed.clear();
      show(languages);
    }, pauseMilliseconds);
  });
}
