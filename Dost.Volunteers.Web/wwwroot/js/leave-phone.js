// Signing out takes from the phone what it keeps of the shifts, after what waits was sent; what could not be sent stays, and that is said.
import { forgetShifts, sendAll, unsent } from "./kept-events.js";

export default function leavePhone(form) {
  let warned = false;

  form.addEventListener("submit", async (event) => {
    if (warned || unsent().length === 0) {
      forgetShifts();
      return;
    }

    event.preventDefault();
    warned = true;
    await sendAll(form.dataset.send);

    if (unsent().length === 0) {
      form.requestSubmit();
      return;
    }

    const notice = document.createElement("p");
    notice.className = "notice notice--wait";
    notice.setAttribute("role", "alert");
    notice.textContent = form.dataset.unsent;
    document.querySelector("main").prepend(notice);
    window.scrollTo(0, 0);
  });
}
