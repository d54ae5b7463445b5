// Says on the button how many are ticked.
export default function chosen(form) {
  const count = form.querySelector("[data-count]");

  const say = () => {
    const ticked = form.querySelectorAll("input[type=checkbox]:checked").length;
    count.textContent = ticked > 0 ? `(${ticked})` : "";
  };

  if (count) {
    form.addEventListener("change", say);
    say();
  }
}
