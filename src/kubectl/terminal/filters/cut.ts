// cut: -f with -d, -c and -b, lists such as 1,3-5,7-.
import type { Json } from "#api/meta";
import type { Filter } from "../filter.ts";

interface State {
  readonly delimiter: string;
  /** Undefined: letters. */
  readonly isFields: boolean;
  readonly isOnlyDelimited: boolean;
  readonly isComplement: boolean;
  readonly between: string;
  /** From and to, counted from 1; null is the end. */
  readonly ranges: readonly (readonly [number, number | null])[];
}

const OUTPUT = "--output-delimiter=";
const RANGE = /^(\d*)(-?)(\d*)$/;

const rangesOf = (list: string): State["ranges"] | undefined => {
  const ranges: (readonly [number, number | null])[] = [];
  for (const part of list.split(",")) {
    const [, from = "", dash, to = ""] = RANGE.exec(part) ?? [];
    if (dash === undefined || (from === "" && to === "") || from === "0") return undefined;
    if (dash === "") ranges.push([Number(from), Number(from)]);
    else ranges.push([from === "" ? 1 : Number(from), to === "" ? null : Number(to)]);
  }
  return ranges;
};

const valueOf = (args: readonly string[], flag: string): string | undefined => {
  const at = args.findIndex((arg) => arg.startsWith(flag));
  if (at < 0) return undefined;
  return args[at] === flag ? (args[at + 1] ?? "") : args[at]!.slice(2);
};

const chosen = (items: readonly string[], { ranges, isComplement }: State): readonly string[] =>
  items.filter((_, i) => ranges.some(([from, to]) => i + 1 >= from && (to === null || i + 1 <= to)) !== isComplement);

export const cut: Filter = {
  name: "cut",
  start: (args) => {
    const fields = valueOf(args, "-f");
    const list = fields ?? valueOf(args, "-c") ?? valueOf(args, "-b");
    if (list === undefined) return { error: "cut: you must specify a list of bytes, characters, or fields", exit: 1 };
    const delimiter = valueOf(args, "-d") ?? "\t";
    if (delimiter.length !== 1) return { error: "cut: the delimiter must be a single character", exit: 1 };
    const ranges = rangesOf(list);
    if (!ranges) return { error: `cut: invalid field value '${list}'`, exit: 1 };
    const between = args.find((arg) => arg.startsWith(OUTPUT))?.slice(OUTPUT.length) ?? delimiter;
    const state: State = {
      delimiter,
      isFields: fields !== undefined,
      isOnlyDelimited: args.includes("-s"),
      isComplement: args.includes("--complement"),
      between,
      ranges,
    };
    return { state: state as unknown as Json };
  },
  line: (json, line) => {
    const state = json as unknown as State;
    if (!state.isFields) return { state: json, out: [chosen(Array.from(line), state).join("")] };
    const parts = line.split(state.delimiter);
    if (parts.length === 1) return { state: json, out: state.isOnlyDelimited ? [] : [line] };
    return { state: json, out: [chosen(parts, state).join(state.between)] };
  },
  end: () => ({ out: [], exit: 0 }),
};
