// Takes the reader to what has to be corrected.
export default function focus(element) {
  element.focus();
}
