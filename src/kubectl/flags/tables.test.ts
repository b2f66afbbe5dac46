// Every flag of kubectl 1.36.3, by its recorded list: name, shorthand and default, and whether it works here.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { effectOf } from "./effects.ts";
import { everywhereFlags, flagsOf, type Flag } from "./flag.ts";
import { COMMAND_ROWS } from "./tables.ts";
import { helpOfFlag } from "./help.ts";
import { refusedCommands } from "../commands/refused.ts";
import { configCommands } from "../commands/cluster/config.ts";

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

const sources = (folder: string): string =>
  readdirSync(folder, { withFileTypes: true })
    .map((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return ["flags", "terminal", "completion"].includes(entry.name) ? "" : sources(path);
      return path.endsWith(".ts") && !path.endsWith(".test.ts") ? readFileSync(path, "utf8") : "";
    })
    .join("\n");

const code = sources("src/kubectl");

/** Commands whose own run only says why they cannot be done. */
const REFUSED = new Set([
  ...refusedCommands.map((command) => command.path),
  ...configCommands.filter((command) => !/view|context/.test(command.path)).map((command) => command.path),
  "auth reconcile",
  "cluster-info dump",
  "debug",
]);

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

describe("what flags do here", () => {
  const rows = paths
    .filter((path) => !REFUSED.has(path))
    .flatMap((path) => flagsOf(path).map((flag) => [path, flag.name] as const));

  it.each(rows)("%s --%s is read, taken or refused", (path, name) => {
    const isRead = code.includes(`"${name}"`) || /^docker-|^(exit-)?code$/.test(name);
    expect({
      isMarked: effectOf(path, name).type !== "works" || isRead,
      hasHelp: !helpOfFlag(name).startsWith("Not"),
    }).toEqual({
      isMarked: true,
      hasHelp: true,
    });
  });
});
