// The snippet that an author puts into a page, in three forms: for pages that take frames, for those that take scripts, and for those
// that take neither.

export interface SnippetChoice {
  readonly lesson: string;
  readonly title: string;
  readonly teaser: string;
  readonly language: "en" | "ko";
  readonly theme: "auto" | "light" | "dark";
  readonly panes: readonly string[];
  readonly mayEdit: boolean;
  readonly isAutoplay: boolean;
  readonly isScene: boolean;
  /** Two futures beside each other. */
  readonly isWhatIf: boolean;
  readonly speed: number;
  /** Seconds; null: where the picture says. */
  readonly t: number | null;
  /** The letters of a moment that somebody handed on: it begins there. */
  readonly moment: string | null;
}

/** In place of a lesson's id. */
export const SANDBOX = "sandbox";

export type SnippetForm = "iframe" | "element" | "picture";

/** What differs from what is without it. */
const parametersOf = ({ moment, ...choice }: SnippetChoice): readonly (readonly [string, string])[] => [
  ...(choice.theme === "auto" ? [] : [["theme", choice.theme] as const]),
  ...(choice.panes.length > 0 ? [["panes", choice.panes.join(",")] as const] : []),
  ...(choice.mayEdit ? [["edit", "1"] as const] : []),
  ...(choice.isScene && moment === null ? [["scene", "1"] as const] : []),
  ...(choice.isWhatIf ? [["whatif", "1"] as const] : []),
  ...(choice.isAutoplay ? [["autoplay", "1"] as const] : []),
  ...(choice.speed === 1 ? [] : [["speed", String(choice.speed)] as const]),
  ...(choice.t === null || moment !== null ? [] : [["t", String(choice.t)] as const]),
];

export const embedHref = (choice: SnippetChoice, site: string): string => {
  const search = new URLSearchParams(parametersOf(choice).map(([name, value]) => [name, value])).toString();
  return `${site}embed/${choice.lesson}.${choice.language}.html${search === "" ? "" : `?${search}`}${choice.moment === null ? "" : `#s=${choice.moment}`}`;
};

/** Where it is opened in the playground. */
const pageHref = ({ lesson, moment }: SnippetChoice, site: string): string =>
  `${site}#/${lesson === SANDBOX ? SANDBOX : `lesson/${lesson}`}${moment === null ? "" : `?s=${moment}`}`;

const attribute = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** `height`: of the embed at the width of a blog's column. */
export const makeSnippet = (
  form: SnippetForm,
  choice: SnippetChoice,
  { site, height }: { readonly site: string; readonly height: number },
): string => {
  const title = attribute(choice.title);
  const picture = `<a href="${attribute(pageHref(choice, site))}"><img src="${attribute(site)}embed/${choice.lesson}.${choice.language}.svg" width="760" alt="${title}. ${attribute(choice.teaser)}"></a>`;
  if (form === "picture") return picture;
  if (form === "iframe") {
    return `<iframe src="${attribute(embedHref(choice, site))}" title="${title}" loading="lazy" style="width:100%;height:${height}px;border:0"></iframe>`;
  }
  const moment = choice.moment === null ? [] : [["moment", choice.moment] as const];
  const attributes = [...parametersOf(choice), ...moment].map(([name, value]) => ` ${name}="${attribute(value)}"`);
  return `<script src="${attribute(site)}embed/drydock-scene.js" async></script>
<drydock-scene lesson="${choice.lesson}" lang="${choice.language}" label="${title}"${attributes.join("")}>
  ${picture}
</drydock-scene>`;
};
