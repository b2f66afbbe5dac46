// Every flag of kubectl 1.36.3, by its recorded list: name, shorthand and default. What it does here: probes.test.ts.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { everywhereFlags, flagsOf, type Flag } from "./flag.ts";
import { COMMAND_ROWS } from "./tables.ts";

interface RecordedFlag {
  readonly name: string;
  readonly default: string;
  readonly shorthand?: string;
}

interface Recording {
  readonly everywhere: readonly RecordedFlag[];
  readonly commands: { readonly [path: string]: { readonly usage: string; readonly flags: readonly RecordedFlag[] } };
}

const recording = JSON.parse(
  readFileSync("e2e/conformance/recordings/kubectl-flags.json", "utf8"),
) as unknown as Recording;

const shown = (flags: readonly Flag[]): RecordedFlag[] =>
  flags.map(({ name, shorthand, shownDefault }) => ({
    name,
    default: shownDefault,
    ...(shorthand === "" ? {} : { shorthand }),
  }));

/** Examples in help texts look like flags too; the last of a name is the flag itself. */
const ownFlags = (flags: readonly RecordedFlag[]): RecordedFlag[] =>
  [...new Map(flags.map((flag) => [flag.name, flag])).values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));

const paths = Object.keys(recording.commands).map((path) => path.replace(/^kubectl ?/, ""));

describe("kubectl-flags.json", () => {
  it("holds the flags that all commands have", () => {
    expect(shown(everywhereFlags)).toEqual(recording.everywhere);
  });

  it.each(paths)("kubectl %s", (path) => {
    const recorded = recording.commands[`kubectl ${path}`.trim()];
    expect(COMMAND_ROWS[path]?.usage).toBe(recorded?.usage);
    expect(shown(flagsOf(path))).toEqual(ownFlags(recorded?.flags ?? []));
  });
});
