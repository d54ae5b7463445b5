// A button that only helps where there is a script: it shows itself, and prints.
export default function print(button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
