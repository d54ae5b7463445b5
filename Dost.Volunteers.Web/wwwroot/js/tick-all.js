// One button ticks every box of the list, and unticks them again.
export default function tickAll(button) {
  const list = document.getElementById(button.dataset.target);
  button.hidden = false;

  button.addEventListener("click", () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(on));

    for (const box of list.querySelectorAll("input[type=checkbox]")) {
      box.checked = on;
    }
  });
}
