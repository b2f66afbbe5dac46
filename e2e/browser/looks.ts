// What anybody would call broken at a glance, found without a picture: fonts and rasterisers differ between machines, and a picture of one is a
// false alarm on the next. Found are texts that are cut, covered, too small, too pale or in the other language, controls that lie over each other
// or cannot be pressed, and a page that is wider than its window. And the skeleton of a page: its headings and controls, in their order.
import type { Frame, Page } from "@playwright/test";
import type { Language } from "./fixtures.ts";

export interface LookRules {
  readonly language: Language;
  /** The smallest text that there may be, as it is seen. */
  readonly smallestPx: number;
}

/** What is wrong with a page as it stands, each with its text or its name; nothing of what an open dialog makes inert. */
export const faultsSeen = (face: Page | Frame, rules: LookRules): Promise<string[]> =>
  face.evaluate(`(() => {${IN_PAGE.map(String).join("\n")}\nreturn seeFaults(${JSON.stringify(rules)});})()`);

const LINE = /^( *)- '?([a-z]+)(?: "((?:[^"\\]|\\.)*)")?/;
const KEPT = new Set(
  "alert banner button checkbox combobox complementary contentinfo dialog group heading link log main navigation radio region slider tab table textbox".split(
    " ",
  ),
);
/** What is said of one pod, one step or one lesson is content: of that is kept what kind of thing it is. */
const kindOf = (name: string): string =>
  name
    .replace(/(?:,|:| ·) .*$/, "")
    // The sum of a template, and what makes a pod's name its own.
    .replaceAll(/\b[bcdfghjklmnpqrstvwxz2456789]{8,10}\b/g, "#")
    .replaceAll(/\b[bcdfghjklmnpqrstvwxz2456789]{5}\b/g, "*")
    .replaceAll(/\d+/g, "#");

interface Around {
  readonly spaces: number;
  /** Within the item of a list. */
  readonly isItem: boolean;
  /** How many of those around it are kept. */
  readonly depth: number;
  /** What was kept right below it. */
  readonly told: Set<string>;
}

const skeletonIn = (tree: string): string => {
  const skeleton: string[] = [];
  const open: Around[] = [{ spaces: -1, isItem: false, depth: 0, told: new Set() }];
  const lines = tree.split("\n");
  for (const [i, line] of lines.entries()) {
    const [, { length: spaces } = "", role = "", name] = LINE.exec(line) ?? [];
    while (open.at(-1)!.spaces >= spaces) open.pop();
    const around = open.at(-1)!;
    if (role === "listitem") open.push({ ...around, spaces, isItem: true });
    if (!KEPT.has(role)) continue;
    const isContent = (around.isItem && role !== "button") || /^ *- \/url: "?#\/lesson/.test(lines[i + 1] ?? "");
    const kept = name === undefined || isContent ? role : `${role} "${kindOf(name)}"`;
    if (!around.told.has(kept)) skeleton.push(`${"  ".repeat(around.depth)}${kept}`);
    around.told.add(kept);
    open.push({ spaces, isItem: around.isItem, depth: around.depth + 1, told: new Set() });
  }
  return `${skeleton.join("\n")}\n`;
};

const RESTS_MS = 250;

/** A page's landmarks, headings and controls, in their order and as deep as they lie, as assistive technology names them; of those alike one.
 * Of a page with a dialog the dialog's: what lies behind it can be neither seen nor reached, and is kept elsewhere. */
export const skeletonOf = async (page: Page): Promise<string> => {
  const dialogs = page.locator("dialog[open]");
  const isOpen = (await dialogs.count()) > 0;
  return skeletonIn(await (isOpen ? dialogs.last() : page.locator("body")).ariaSnapshot());
};

/** The same of a page that has come to rest: parts of it come when they are needed. */
export const skeletonAtRest = async (page: Page): Promise<string> => {
  for (let before = await skeletonOf(page); ;) {
    await page.waitForTimeout(RESTS_MS);
    const now = await skeletonOf(page);
    if (now === before) return now;
    before = now;
  }
};

// ---- In the page: each of these goes there as its text, and may name nothing but the others. ----

interface Shown {
  readonly node: Text;
  readonly element: Element;
  readonly rect: DOMRect;
}
interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

function seeFaults(rules: LookRules): string[] {
  const scope = [...document.querySelectorAll("dialog[open]")].at(-1) ?? document.body;
  const texts = textsShown(scope);
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  return [
    ...(wide > 1 ? [`the page is ${wide} px wider than its window`] : []),
    ...texts.flatMap(cutOf),
    ...texts.flatMap((text) => smallOf(text, rules.smallestPx)),
    ...texts.flatMap(paleOf),
    ...texts.flatMap((text) => foreignOf(text, rules.language)),
    ...textsOverTexts(texts),
    ...controlsOver(scope),
  ];
}

function textsShown(scope: Element): Shown[] {
  const texts: Shown[] = [];
  const walker = document.createTreeWalker(scope, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement!;
    if (node.textContent!.trim() === "" || element.closest("script, style, noscript, title, option, .vh") !== null)
      continue;
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const rect = range.getBoundingClientRect();
    const seen = clipped(element, rect);
    if (seen.right - seen.left > 1 && seen.bottom - seen.top > 1) texts.push({ node: node as Text, element, rect });
  }
  return texts;
}

/** What is left of a box inside everything around it that cuts or scrolls. */
function clipped(element: Element, box: Box): Box {
  let { left, top, right, bottom } = box;
  for (let around: Element | null = element; around !== null; around = around.parentElement) {
    const { overflowX, overflowY, position } = getComputedStyle(around);
    const edge = around.getBoundingClientRect();
    if (overflowX !== "visible") [left, right] = [Math.max(left, edge.left), Math.min(right, edge.right)];
    if (overflowY !== "visible") [top, bottom] = [Math.max(top, edge.top), Math.min(bottom, edge.bottom)];
    if (position === "fixed") break;
  }
  return { left, top, right, bottom };
}

/** Cut by what does not scroll, and nothing says that there is more, or what. */
function cutOf({ node, element, rect }: Shown): string[] {
  // The editor scrolls by its own means.
  if (element.closest(".monaco-editor") !== null) return [];
  for (let around: Element | null = element; around !== null; around = around.parentElement) {
    const { overflowX, overflowY, textOverflow, position } = getComputedStyle(around);
    if (/auto|scroll/.test(overflowX + overflowY) || position === "fixed") return [];
    if (overflowX === "visible" && overflowY === "visible") continue;
    const edge = around.getBoundingClientRect();
    const beside = Math.max(edge.left - rect.left, rect.right - edge.right);
    const below = Math.max(edge.top - rect.top, rect.bottom - edge.bottom);
    if (textOverflow === "ellipsis" && beside > 1) {
      return around.closest("[title], [aria-label]") === null ? [`cut, and its whole is nowhere: ${textOf(node)}`] : [];
    }
    if (beside > 1.5 || below > 3) return [`cut by ${Math.round(Math.max(beside, below))} px: ${textOf(node)}`];
  }
  return [];
}

function smallOf({ node, element }: Shown, smallestPx: number): string[] {
  const px = Number.parseFloat(getComputedStyle(element).fontSize) * scaleOf(element);
  return px < smallestPx - 0.05 ? [`only ${px.toFixed(1)} px high: ${textOf(node)}`] : [];
}
function scaleOf(element: Element): number {
  if (element instanceof SVGGraphicsElement) {
    const { a = 1, b = 0 } = element.getScreenCTM() ?? {};
    return Math.hypot(a, b);
  }
  const box = element.closest<HTMLElement>("div, section, main, li, p, button");
  return box === null || box.offsetWidth === 0 ? 1 : box.getBoundingClientRect().width / box.offsetWidth;
}

/** A text's contrast with the nearest ground that is painted; over a picture nobody can tell. */
function paleOf({ node, element }: Shown): string[] {
  if (element.closest(":disabled, [aria-disabled=true]") !== null) return [];
  const style = getComputedStyle(element);
  const grounds: number[][] = [];
  for (let around: Element | null = element; around !== null; around = around.parentElement) {
    const { backgroundColor, backgroundImage, opacity } = getComputedStyle(around);
    if (backgroundImage !== "none" || Number(opacity) < 1 || around instanceof SVGElement) return [];
    const colour = colourOf(backgroundColor);
    if (colour[3]! > 0) grounds.push(colour);
    if (colour[3] === 1) break;
  }
  const canvas = colourOf("Canvas");
  const ground = grounds.reduceRight((under, over) => blend(over, under), canvas);
  const light = [blend(colourOf(style.color), ground), ground].map(luminance).toSorted((a, b) => b - a);
  const contrast = (light[0]! + 0.05) / (light[1]! + 0.05);
  const px = Number.parseFloat(style.fontSize);
  const isLarge = px >= 24 || (px >= 18.66 && Number(style.fontWeight) >= 700);
  return contrast < (isLarge ? 3 : 4.5) - 0.02 ? [`pale, ${contrast.toFixed(2)} to 1: ${textOf(node)}`] : [];
}
/** Red, green and blue of 255 and the opacity of 1, of whatever a style may say. */
function colourOf(text: string): number[] {
  const known = ((globalThis as { coloursKnown?: Map<string, number[]> }).coloursKnown ??= new Map());
  const found = known.get(text);
  if (found !== undefined) return found;
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true })!;
  context.fillStyle = text;
  context.fillRect(0, 0, 1, 1);
  const [r, g, b, a] = context.getImageData(0, 0, 1, 1).data;
  const colour = [r!, g!, b!, a! / 255];
  known.set(text, colour);
  return colour;
}
function blend(over: readonly number[], under: readonly number[]): number[] {
  return [0, 1, 2].map((i) => over[i]! * over[3]! + under[i]! * (1 - over[3]!)).concat(1);
}
function luminance(colour: readonly number[]): number {
  const [r, g, b] = colour
    .slice(0, 3)
    .map((c) => (c / 255 <= 0.040_45 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

/** A sentence in the other language, where nothing says that it is meant to be: four words and more that are no code. */
function foreignOf({ node, element }: Shown, language: Language): string[] {
  const text = node.textContent ?? "";
  if (element.closest("code, pre, kbd, samp, svg, [role=log], .monaco-editor, textarea") !== null) return [];
  const named = element.closest("[lang]")?.getAttribute("lang") ?? language;
  if (!named.startsWith(language)) return [];
  const isKorean = /\p{Script=Hangul}/u.test(element.textContent ?? "");
  if (language === "en") return /\p{Script=Hangul}/u.test(text) ? [`Korean: ${textOf(node)}`] : [];
  const isSentence = /(?:^|[.?!] )[A-Z][a-z']+(?: [a-z']+){3,}/.test(text.trim());
  return isSentence && !isKorean ? [`not translated: ${textOf(node)}`] : [];
}

/** Texts of which one is written over the other. */
function textsOverTexts(texts: readonly Shown[]): string[] {
  const boxes = texts.map(({ node, element, rect }) => ({
    node,
    element,
    floats: floats(element),
    ...clipped(element, rect),
  }));
  return boxes.flatMap((a, i) =>
    boxes.slice(i + 1).flatMap((b) => {
      // Words of one line that goes on in another element share its box; and what floats lies over what can be scrolled.
      const isOne = blockOf(a.element) === blockOf(b.element);
      if (isOne || a.floats !== b.floats || across(a, b) < 3 || down(a, b) < 5) return [];
      const x = (Math.max(a.left, b.left) + Math.min(a.right, b.right)) / 2;
      const hit = document.elementFromPoint(x, (Math.max(a.top, b.top) + Math.min(a.bottom, b.bottom)) / 2);
      // Something that has a ground of its own lies over both, or over one of them.
      if (hit !== null && !hit.contains(a.element) && !hit.contains(b.element)) return [];
      return [`"${textOf(a.node)}" and "${textOf(b.node)}" are written over each other`];
    }),
  );
}

/** Controls that lie over each other, or over which something else lies where one would press them. */
function controlsOver(scope: Element): string[] {
  const query = "a[href], button, input, select, textarea, summary, [role=button], [role=tab]";
  const controls = [...scope.querySelectorAll(query)].flatMap((element) => {
    const isShown = element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    if (!isShown || element.closest(".vh, .monaco-editor, svg") !== null) return [];
    const box = clipped(element, element.getBoundingClientRect());
    const isThere = box.right - box.left > 2 && box.bottom - box.top > 2;
    return isThere ? [{ element, floats: floats(element), ...box }] : [];
  });
  const covered = controls.flatMap(({ element, left, top, right, bottom }) => {
    const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    if (hit === null || hit.contains(element) || element.contains(hit) || floats(hit) !== floats(element)) return [];
    return hit.closest("label")?.contains(element) === true ? [] : [`${nameOf(element)} lies under ${nameOf(hit)}`];
  });
  const over = controls.flatMap((a, i) =>
    controls.slice(i + 1).flatMap((b) => {
      if (a.element.contains(b.element) || b.element.contains(a.element) || a.floats !== b.floats) return [];
      const shared = Math.max(0, across(a, b)) * Math.max(0, down(a, b));
      const smaller = Math.min(...[a, b].map((c) => (c.right - c.left) * (c.bottom - c.top)));
      // Edges may touch: what is pressed is the middle.
      return shared > smaller / 5 ? [`${nameOf(a.element)} and ${nameOf(b.element)} overlap`] : [];
    }),
  );
  return [...covered, ...over];
}

function blockOf(element: Element): Element {
  const isInline = getComputedStyle(element).display.startsWith("inline");
  return isInline && element.parentElement !== null ? blockOf(element.parentElement) : element;
}
/** What stays where it is while all else scrolls, around this. */
function floats(element: Element): Element | null {
  for (let around: Element | null = element; around !== null; around = around.parentElement) {
    if (/fixed|sticky/.test(getComputedStyle(around).position)) return around;
  }
  return null;
}
function across(a: Box, b: Box): number {
  return Math.min(a.right, b.right) - Math.max(a.left, b.left);
}
function down(a: Box, b: Box): number {
  return Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
}
function textOf(node: Node): string {
  return node.textContent!.trim().replaceAll(/\s+/g, " ").slice(0, 60);
}
function nameOf(element: Element): string {
  const name = element.getAttribute("aria-label") ?? element.textContent?.trim().replaceAll(/\s+/g, " ") ?? "";
  return `<${element.tagName.toLowerCase()}> "${name.slice(0, 50)}"`;
}

const IN_PAGE = [
  seeFaults,
  textsShown,
  clipped,
  cutOf,
  smallOf,
  scaleOf,
  paleOf,
  colourOf,
  blend,
  luminance,
  foreignOf,
  textsOverTexts,
  controlsOver,
  floats,
  blockOf,
  across,
  down,
  textOf,
  nameOf,
];
