/** Dark or light: the system's wish until somebody chooses otherwise, then that. */

import { h, clear } from "./dom.js";
import { icon, said } from "./icons.js";
import { recall, remember } from "./memory.js";

const system = window.matchMedia("(prefers-color-scheme: dark)");

const isDark = () => (document.documentElement.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";

export function applyTheme() {
  const chosen = recall("theme");
  if (chosen) document.documentElement.dataset.theme = chosen;
}

export function themeToggle() {
  const button = h("button", { type: "button", class: "icon-button" });
  const show = () => {
    const label = isDark() ? "Switch to light" : "Switch to dark";
    button.title = label;
    clear(button).append(icon(isDark() ? "sun" : "moon"), said(label));
  };
  button.addEventListener("click", () => {
    const next = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = next;
    remember("theme", next);
    show();
  });
  system.addEventListener("change", show);
  show();
  return button;
}
