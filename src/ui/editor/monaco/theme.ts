import { monaco } from "./monaco.ts";

const THEME = "drydock";

/** Monaco wants colours in figures: they are read from the tokens, whichever scheme is on. */
export function applyTheme(host: HTMLElement): void {
  const read = createReader(host);
  const isDark = luminance(read("--sheet")) < 0.5;
  monaco.editor.defineTheme(THEME, {
    base: isDark ? "vs-dark" : "vs",
    inherit: false,
    rules: [
      { token: "", foreground: plain(read("--ink")) },
      { token: "type", foreground: plain(read("--code-key")) },
      { token: "key", foreground: plain(read("--code-key")) },
      { token: "string", foreground: plain(read("--code-string")) },
      { token: "number", foreground: plain(read("--code-number")) },
      { token: "keyword", foreground: plain(read("--code-number")) },
      { token: "comment", foreground: plain(read("--code-muted")) },
    ],
    colors: {
      "editor.background": read("--sheet"),
      "editor.foreground": read("--ink"),
      "editorLineNumber.foreground": read("--ink-3"),
      "editorLineNumber.activeForeground": read("--ink"),
      "editor.lineHighlightBackground": read("--well"),
      "editor.lineHighlightBorder": read("--well"),
      "editor.selectionBackground": read("--action-soft"),
      "editor.inactiveSelectionBackground": read("--action-soft"),
      "editorCursor.foreground": read("--ink"),
      "editorWidget.background": read("--raised"),
      "editorWidget.border": read("--line-strong"),
      "editorSuggestWidget.background": read("--raised"),
      "editorSuggestWidget.border": read("--line-strong"),
      "editorSuggestWidget.foreground": read("--ink"),
      "editorSuggestWidget.selectedBackground": read("--action-soft"),
      "editorSuggestWidget.selectedForeground": read("--ink"),
      "editorSuggestWidget.highlightForeground": read("--action"),
      "editorHoverWidget.background": read("--raised"),
      "editorHoverWidget.border": read("--line-strong"),
      "editorError.foreground": read("--fail"),
      "editorWarning.foreground": read("--wait"),
      "editorInfo.foreground": read("--action"),
      "editorIndentGuide.background1": read("--line"),
      "scrollbarSlider.background": `${read("--line-strong")}55`,
      "scrollbarSlider.hoverBackground": `${read("--line-strong")}88`,
      "editorBracketHighlight.foreground1": read("--ink-2"),
      "editorBracketHighlight.foreground2": read("--ink-2"),
      "editorBracketHighlight.foreground3": read("--ink-2"),
      focusBorder: read("--action"),
      "list.activeSelectionBackground": read("--action-soft"),
      "list.activeSelectionForeground": read("--ink"),
      "menu.background": read("--raised"),
      "menu.foreground": read("--ink"),
      "menu.selectionBackground": read("--action-soft"),
      "menu.selectionForeground": read("--ink"),
    },
  });
  monaco.editor.setTheme(THEME);
}

/** A colour passes through the browser: light-dark() and all. */
function createReader(host: HTMLElement): (token: string) => string {
  const probe = document.createElement("span");
  host.append(probe);
  const cache = new Map<string, string>();
  queueMicrotask(() => probe.remove());
  return (token) => {
    const known = cache.get(token);
    if (known !== undefined) return known;
    probe.style.color = `var(${token})`;
    const [red = 0, green = 0, blue = 0] = (getComputedStyle(probe).color.match(/[\d.]+/g) ?? []).map(Number);
    const hex = `#${[red, green, blue].map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;
    cache.set(token, hex);
    return hex;
  };
}

const plain = (hex: string): string => hex.slice(1);

function luminance(hex: string): number {
  const value = Number.parseInt(hex.slice(1), 16);
  return (((value >> 16) & 255) * 0.299 + ((value >> 8) & 255) * 0.587 + (value & 255) * 0.114) / 255;
}
