/** Choosing files in a form: each is kept with its bytes, ready to be sent with the form. */

import { h, clear } from "../dom.js";
import { icon, said } from "../icons.js";
import { LARGEST, packed, sizeWords } from "../files.js";
import { change, naming, valueOf } from "./act.js";

export function fileInput(element, context) {
  const most = element.max_files ?? 10;
  const types = element.filetypes?.map((type) => `.${type}`);
  const list = h("ul", { class: "chosen-files" });
  const input = h("input", { ...naming(element, context), type: "file", class: "file-control", multiple: most > 1, accept: types?.join(",") });
  const files = () => valueOf(element, context).files;
  const show = (problem) => {
    clear(list).append(...files().map((file, index) =>
      h("li", {}, icon("file"), h("span", { class: "chosen-name" }, `${file.name} (${sizeWords(file.size)})`),
        h("button", { type: "button", class: "icon-button", on: { click: () => keep(files().filter((_, at) => at !== index)) } }, icon("close", 14), said(`Remove ${file.name}`)))));
    if (problem) list.append(h("li", { class: "field-error", role: "alert" }, problem));
  };
  const keep = async (chosen, problem) => {
    await change(element, context, { files: chosen });
    show(problem);
  };
  input.addEventListener("change", async () => {
    const picked = [...input.files];
    const fit = picked.filter((file) => file.size <= LARGEST);
    const all = [...(most > 1 ? files() : []), ...(await Promise.all(fit.map(packed)))];
    input.value = "";
    const problem = fit.length < picked.length ? "A file may be up to 10 MB."
      : all.length > most ? `Up to ${most} ${most === 1 ? "file" : "files"}.` : undefined;
    await keep(all.slice(0, most), problem);
  });
  show();
  return h("div", { class: "file-field" }, input, list);
}
