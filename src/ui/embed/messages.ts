// What the page around an embed may ask for. Each message is checked field by field; anything else is refused by a word. Checked by hand: a
// library that validates would be 2 kB of every embed, for five messages.
type Incoming =
  | { readonly drydock: 1; readonly type: "play" | "pause" }
  | { readonly drydock: 1; readonly type: "seek"; readonly t: number }
  | { readonly drydock: 1; readonly type: "speed"; readonly speed: number }
  | { readonly drydock: 1; readonly type: "apply"; readonly file: string; readonly text: string };

interface Rule {
  readonly isGood: (value: unknown) => boolean;
  readonly wants: string;
}

const between = (least: number, most: number): Rule => ({
  isGood: (value) => typeof value === "number" && value >= least && value <= most,
  wants: `a number from ${least} to ${most}`,
});
const text = (form: RegExp, wants: string): Rule => ({
  isGood: (value) => typeof value === "string" && form.test(value),
  wants,
});

/** The fields of each type of message, in the order in which they are looked at. */
const MESSAGES: { readonly [type: string]: { readonly [field: string]: Rule } } = {
  play: {},
  pause: {},
  seek: { t: between(0, 3600) },
  speed: { speed: between(0.1, 60) },
  apply: {
    file: text(/^[\w.-]{1,100}$/, "the name of a file"),
    text: text(/^[^]{0,100000}$/, "at most 100000 characters"),
  },
};

/** Nothing but the fields of its type is handed on. */
export const readMessage = (data: unknown): Incoming | { readonly why: string } => {
  if (typeof data !== "object" || data === null) return { why: "message: wants an object" };
  const said = new Map<string, unknown>(Object.entries(data));
  if (said.get("drydock") !== 1) return { why: "drydock: wants 1" };
  const type = said.get("type");
  const fields = typeof type === "string" && Object.hasOwn(MESSAGES, type) ? MESSAGES[type] : undefined;
  if (!fields) return { why: `type: wants one of ${Object.keys(MESSAGES).join(", ")}` };
  for (const [field, { isGood, wants }] of Object.entries(fields)) {
    if (!isGood(said.get(field))) return { why: `${field}: wants ${wants}` };
  }
  const known = ["drydock", "type", ...Object.keys(fields)];
  return Object.fromEntries(known.map((field) => [field, said.get(field)])) as unknown as Incoming;
};
