// The command line of the runner.
import path from "node:path";

export interface Options {
  /** A folder of recordings, or one recording. */
  readonly input: string;
  /** Where what ours did is written, in the recordings' format. */
  readonly out?: string;
  /** Only recordings whose name contains this. */
  readonly only?: string;
  /** Only this case or step, with its full trace. */
  readonly caseIndex?: number;
  /** Differences that are listed do not count; listed ones that are gone do. */
  readonly isKnown: boolean;
  /** Of the simulation's chance: what fails with one seed and passes with another is chance. */
  readonly seed: number;
  /** At most so many characters of each text. */
  readonly show: number;
}

const USAGE =
  "usage: npm run conformance -- [DIR] [--out DIR2] [--only NAME] [--case N] [--known] [--seed N] [--show CHARACTERS]";
const DEFAULT_INPUT = "e2e/conformance/recordings";
const WITH_VALUE = ["--out", "--only", "--case", "--seed", "--show"];

/** The options, or what is wrong with them. */
export const readOptions = (args: readonly string[], root: string): Options | string => {
  const { values, rest } = readWords(args);
  const isKnown = rest.includes("--known");
  const inputs = rest.filter((word) => word !== "--known");
  const caseIndex = values.has("--case") ? Number(values.get("--case")) : undefined;
  const isWrong = inputs.length > 1 || inputs.some((word) => word.startsWith("-")) || Number.isNaN(caseIndex);
  if (isWrong) return USAGE;
  const [out, only] = [values.get("--out"), values.get("--only")];
  return {
    input: path.resolve(root, inputs[0] ?? DEFAULT_INPUT),
    ...(out ? { out: path.resolve(root, out) } : {}),
    ...(only ? { only } : {}),
    ...(caseIndex === undefined ? {} : { caseIndex }),
    isKnown,
    seed: Number(values.get("--seed") ?? 1),
    show: Number(values.get("--show") ?? (caseIndex === undefined ? 1200 : 20_000)),
  };
};

/** `--name value`, `--name=value`, and everything else. */
const readWords = (args: readonly string[]): { values: ReadonlyMap<string, string>; rest: readonly string[] } => {
  const values = new Map<string, string>();
  const rest: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const word = args[i] ?? "";
    const [name = "", inline] = word.split("=", 2);
    if (!WITH_VALUE.includes(name)) rest.push(word);
    else values.set(name, inline ?? args[++i] ?? "");
  }
  return { values, rest };
};
