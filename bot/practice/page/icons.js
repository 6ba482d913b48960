/** The page's icons: small stroke drawings, made here so that nothing is fetched. */

import { h } from "./dom.js";

const SVG = "http://www.w3.org/2000/svg";

const PATHS = {
  hash: "M8 3 6.5 17M13.5 3 12 17M3.5 7.5h13.5M3 12.5h13.5",
  lock: "M5 9h10v8H5zM7 9V6.5a3 3 0 0 1 6 0V9",
  home: "M3 9.5 10 3.5l7 6M5 8v8.5h3.5V12h3v4.5H15V8",
  plus: "M10 4v12M4 10h12",
  bolt: "M11 2.5 4.5 11.5H10L9 17.5l6.500-9H10z",
  send: "M3.500 4 17 10 3.500 16l1.800-6zM5.300 10H17",
  reply: "M4 4.500h12v9h-6l-3.500 3v-3H4z",
  more: "M5 10h.01M10 10h.01M15 10h.01",
  close: "M5 5l10 10M15 5 5 15",
  back: "M12 4 6 10l6 6",
  sun: "M10 6.500a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7zM10 2v1.500M10 16.500V18M2 10h1.500M16.500 10H18M4.300 4.300l1.100 1.100M14.600 14.600l1.100 1.100M15.700 4.300l-1.100 1.100M5.400 14.600l-1.100 1.100",
  moon: "M15.500 12.300A6.300 6.300 0 0 1 7.700 4.500a6.300 6.300 0 1 0 7.800 7.800z",
  search: "M9 4a5 5 0 1 0 0 10A5 5 0 0 0 9 4zM12.800 12.800 17 17",
  download: "M10 3v9.500M6 9l4 4 4-4M4 16.500h12",
  external: "M11 4h5v5M16 4l-7.500 7.500M13.500 11v5H4V6.500h5",
  chevron: "M5.500 8 10 12.500 14.500 8",
  check: "M4.500 10.500 8.500 14.500 15.500 6",
  warn: "M10 3.500 17.500 16.500h-15zM10 8.500v3.500M10 14.200v.1",
  clip: "M14.500 9 9 14.500a2.800 2.800 0 0 1-4-4l6-6a1.900 1.900 0 0 1 2.700 2.700l-5.700 5.700a.9.9 0 0 1-1.300-1.300L11.500 7",
  file: "M5 2.500h7l3.500 3.500v11.500H5zM12 2.500V6h3.500",
  eye: "M2.500 10S5.500 5 10 5s7.500 5 7.500 5-3 5-7.500 5-7.500-5-7.500-5zM10 8a2 2 0 1 0 0 4 2 2 0 0 0 0-4z",
  message: "M3 4.500h14v9.500H9l-4 3V14H3z",
};

/**
 * What a button with only a drawing says: its name as hidden words. (Not aria-label: whoever looks for
 * a form's field by its label should find fields.)
 */
export const said = (words) => h("span", { class: "sr-only" }, words);

export function icon(name, size = 18) {
  const svg = document.createElementNS(SVG, "svg");
  const attributes = { viewBox: "0 0 20 20", width: size, height: size, "aria-hidden": "true", class: `icon icon-${name}` };
  for (const [key, value] of Object.entries(attributes)) svg.setAttribute(key, String(value));
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
