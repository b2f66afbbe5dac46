// The values that flags got on one command line: plain data, so that a blocked command can be stored with them.
import { parseDuration } from "#api/duration";
import { defaultOf, type Flag } from "./flag.ts";

/** What was given: for lists every value, for others the last. */
export type GivenFlags = { readonly [name: string]: readonly string[] };

export class FlagValues {
  readonly given: GivenFlags;
  readonly #flags: ReadonlyMap<string, Flag>;

  constructor(flags: readonly Flag[], given: GivenFlags) {
    this.given = given;
    this.#flags = new Map(flags.map((flag) => [flag.name, flag]));
  }

  /** Whether the command has this flag at all. */
  has(name: string): boolean {
    return this.#flags.has(name);
  }
  changed(name: string): boolean {
    return this.given[name] !== undefined;
  }
  text(name: string): string {
    const flag = this.#flags.get(name);
    return this.given[name]?.at(-1) ?? (flag ? defaultOf(flag) : "");
  }
  isOn(name: string): boolean {
    return /^(1|t|T|true|TRUE|True)$/.test(this.text(name));
  }
  int(name: string): number {
    return Number(this.text(name));
  }
  durationMs(name: string): number {
    const duration = parseDuration(this.text(name));
    return duration.ok ? duration.value : 0;
  }
  list(name: string): readonly string[] {
    const values = this.given[name] ?? [];
    if (this.#flags.get(name)?.type === "array") return values;
    return values.flatMap(splitCsv);
  }
}

/** One line of comma separated values; a quoted one may hold commas. */
const splitCsv = (line: string): string[] => {
  if (line === "") return [];
  const out: string[] = [];
  for (const match of line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)) {
    out.push(match[1] === undefined ? (match[2] ?? "") : match[1].replaceAll('""', '"'));
  }
  return out;
};
