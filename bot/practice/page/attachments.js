/** Files that go with the next message: chosen, listed, and taken off again. */

import { clear, h } from "./dom.js";
import { LARGEST, packed, sizeWords } from "./files.js";
import { icon, said } from "./icons.js";

const MOST = 10;

/** `changed(problem)` is called whenever there are other files; the problem is null when there is none. */
export function createAttachments(changed) {
  let files = [];
  const list = h("ul", { class: "composer-files" });
  const input = h("input", { type: "file", multiple: true, hidden: true, "aria-label": "Files" });
  const button = h("button", { type: "button", class: "icon-button attach", title: "Attach a file", on: { click: () => input.click() } },
    icon("clip"), said("Attach a file"), input);

  function keep(chosen, problem = null) {
    files = chosen;
    clear(list).append(...files.map((file) =>
      h("li", {}, icon("file", 16), h("span", { class: "chosen-name" }, `${file.name} (${sizeWords(file.size)})`),
        h("button", { type: "button", class: "icon-button", on: { click: () => keep(files.filter((one) => one !== file)) } }, icon("close", 14), said(`Remove ${file.name}`)))));
    changed(problem);
  }

  input.addEventListener("click", (event) => event.stopPropagation());
  input.addEventListener("change", async () => {
    const picked = [...input.files];
    const fit = picked.filter((file) => file.size <= LARGEST);
    const all = [...files, ...(await Promise.all(fit.map(packed)))];
    input.value = "";
    const problem = fit.length < picked.length ? "A file may be up to 10 MB." : all.length > MOST ? `Up to ${MOST} files.` : null;
    keep(all.slice(0, MOST), problem);
  });

  return { button, list, get files() { return files; }, clear: () => files.length && keep([]) };
}
