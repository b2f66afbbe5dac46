// What an embed may be told by its address. Whatever is none of these is as if it had not been said.

export interface EmbedParams {
  readonly theme: "auto" | "light" | "dark";
  /** Below the picture. */
  readonly panes: readonly ("editor" | "terminal")[];
  readonly speed: number;
  readonly isAutoplay: boolean;
  readonly mayEdit: boolean;
  readonly step: string | null;
  /** Seconds on the lesson's clock. */
  readonly t: number | null;
  readonly seed: number | null;
  /** Played, it shows two futures beside each other: those, or where none are named those that it would show first. */
  readonly whatIf: readonly [string, string] | "first" | null;
  /** The lesson in sixty seconds, in place of the lesson. */
  readonly isScene: boolean;
}

const PANES = ["editor", "terminal"] as const;
const FASTEST = 60;
const LATEST_S = 3600;

export const readParams = (search: string): EmbedParams => {
  const said = new URLSearchParams(search);
  const theme = said.get("theme");
  const panes = (said.get("panes") ?? "").split(",");
  return {
    theme: theme === "light" || theme === "dark" ? theme : "auto",
    panes: PANES.filter((pane) => panes.includes(pane)),
    speed: numberIn(said.get("speed"), 0.1, FASTEST) ?? 1,
    isAutoplay: isYes(said.get("autoplay")),
    mayEdit: isYes(said.get("edit")),
    step: /^[a-z0-9-]{1,60}$/.exec(said.get("step") ?? "")?.[0] ?? null,
    t: numberIn(said.get("t"), 0, LATEST_S),
    seed: integer(numberIn(said.get("seed"), 0, 2 ** 31 - 1)),
    whatIf: sidesIn(said.get("whatif")),
    isScene: isYes(said.get("scene")),
  };
};

/** The letters of a moment: behind the `#`, so that no server sees them. */
export const readMoment = (hash: string): string | null => /^#s=([\w-]{1,60000})$/.exec(hash)?.[1] ?? null;

const SIDE = /^(nothing|(fix|wrong) [a-z0-9-]{1,60})$/;

const sidesIn = (text: string | null): EmbedParams["whatIf"] => {
  const [left = "", right = "", ...more] = (text ?? "").split(",");
  if (more.length === 0 && SIDE.test(left) && SIDE.test(right)) return [left, right];
  return isYes(text) ? "first" : null;
};

const isYes = (text: string | null): boolean => text !== null && /^(|1|true|yes)$/.test(text);

const numberIn = (text: string | null, least: number, most: number): number | null => {
  if (text === null || !/^\d{1,10}(\.\d{1,6})?$/.test(text)) return null;
  const value = Number(text);
  return value >= least && value <= most ? value : null;
};

const integer = (value: number | null): number | null => (value !== null && Number.isInteger(value) ? value : null);
