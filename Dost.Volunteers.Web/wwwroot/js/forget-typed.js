// The form has arrived, or is begun anew: nothing of it stays in this tab for whoever uses it next.
import { forgetAll } from "./keep-typed.js";

export default function forgetTyped() {
  forgetAll();
}
