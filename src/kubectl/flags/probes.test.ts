// Every flag of kubectl 1.36.3, tried: each line is run with the flag and without it, and what differs is what its row says.
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { flagProbes, type Probe } from "../testing/flag-probes.ts";
import { makeProbeCluster, type ProbeCluster, type Trial } from "../testing/probe-cluster.ts";
import { effectOf } from "./effects.ts";
import { helpOfFlag } from "./help.ts";
import { everywhereFlags, flagsOf } from "./flag.ts";

const { commands } = JSON.parse(readFileSync("e2e/conformance/recordings/kubectl-flags.json", "utf8")) as {
  readonly commands: { readonly [path: string]: unknown };
};

const FOLDER = "src/kubectl/flags/probes";

const namesOf = (path: string): readonly string[] =>
  (path === "everywhere" ? everywhereFlags : flagsOf(path)).map(({ name }) => name);

const probes = flagProbes(
  readdirSync(FOLDER)
    .map((file) => readFileSync(`${FOLDER}/${file}`, "utf8"))
    .join("\n"),
  namesOf,
);

/** Commands that are not to be had here, whatever flags they are given. */
const REFUSED = [
  "attach",
  "auth reconcile",
  "certificate approve",
  "certificate deny",
  "cluster-info dump",
  "debug",
  "kuberc set",
  "kuberc view",
  "kustomize",
  "proxy",
];

/** What such a command wants to be called with before it is refused. */
const WORDS: { readonly [path: string]: string } = { attach: "solo", debug: "solo --image=a", kustomize: "." };

const paths = ["everywhere", ...Object.keys(commands).map((path) => path.replace(/^kubectl ?/, ""))];

let cluster: ProbeCluster | undefined;

const tryOut = (trial: Trial): readonly string[] => (cluster ??= makeProbeCluster()).tryOut(trial);

const trialOf = ({ line }: Probe, side: "with" | "without"): Trial => {
  const [, text = "", , edit, , seconds] = /^(.*?)( \^(\w+))?( @(\d+))?$/.exec(line) ?? [];
  const chosen = text.replaceAll(/«([^¦»]*)(?:¦([^»]*))?»/g, side === "with" ? "$1" : "$2");
  const named = /\^(\w+)/.exec(edit ?? "")?.[1] ?? edit;
  return { line: chosen, edit: named, seconds: Number(seconds ?? 0) };
};

/** Lines of one that the other has not, as often as they stand there. */
const onlyIn = (lines: readonly string[], others: readonly string[]): readonly string[] => {
  const left = [...others];
  return lines.filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
};

const endOf = (lines: readonly string[]): string | undefined => lines.find((line) => /^(exit \d+|goes on)$/.test(line));

const refusalOf = (probe: Probe): { readonly what: string; readonly end: string } | undefined => {
  const [refused, ends = "exit 1"] = probe.want.split(" ;; ends ");
  if (refused === "refused") return { what: `--${probe.flag}`, end: ends };
  if (!probe.want.startsWith("no: ")) return undefined;
  const [what = "", end = "exit 1"] = probe.want.slice("no: ".length).split(" ;; ends ");
  return { what, end };
};

/** What is otherwise than the row says. */
const problemsOf = (probe: Probe): readonly string[] => {
  const withFlag = tryOut(trialOf(probe, "with"));
  const without = tryOut(trialOf(probe, "without"));
  const more = onlyIn(withFlag, without);
  const less = onlyIn(without, withFlag);
  const shown = ["with:", ...more.slice(0, 12), "without:", ...less.slice(0, 12)];
  const refusal = refusalOf(probe);
  if (refusal) {
    const isSaid = withFlag.some((line) =>
      line.startsWith(`error: ${refusal.what} is not available in this simulated `),
    );
    return isSaid && endOf(withFlag) === refusal.end ? [] : shown;
  }
  const [first = "", ...rest] = probe.want.split(" ;; ");
  const statements = [first, ...rest];
  const named = statements.find((statement) => statement.startsWith("ends "));
  const end = named?.slice("ends ".length) ?? "exit 0";
  const isEnd = endOf(withFlag) === end;
  if (first === "same" || first === "order") {
    const isOther = withFlag.join("\n") !== without.join("\n");
    return isEnd && more.length + less.length === 0 && isOther === (first === "order") ? [] : shown;
  }
  const isMet = (statement: string): boolean =>
    (statement.startsWith("+ ") ? more : less).some((line) => line.includes(statement.slice(2)));
  const unmet = statements.filter((statement) => !statement.startsWith("ends ") && !isMet(statement));
  return isEnd && unmet.length === 0 ? [] : [...unmet, ...shown, endOf(withFlag) ?? ""];
};

describe("every flag has a row", () => {
  it.each(paths)("kubectl %s", (path) => {
    const tried = new Set(probes.filter((probe) => probe.path === path).map(({ flag }) => flag));
    expect([...tried].toSorted()).toEqual(REFUSED.includes(path) ? [] : namesOf(path).toSorted());
  });

  it("and words of its own for help", () => {
    const wordless = probes.filter(({ flag }) => helpOfFlag(flag).startsWith("Not available"));
    expect(wordless).toEqual([]);
  });

  it("names commands that are", () => {
    expect(probes.filter(({ path }) => !paths.includes(path))).toEqual([]);
  });
});

describe("what the table of effects says is what is so", () => {
  it.each(probes)("$path --$flag", ({ path, flag, want }) => {
    const said = effectOf(path, flag).type;
    const kind = want.startsWith("same") ? "accepted" : want.startsWith("refused") ? "refused" : "works";
    expect(kind).toBe(said);
  });
});

describe("with and without", () => {
  it.each(probes)("$path --$flag: $line", (probe) => {
    expect(problemsOf(probe)).toEqual([]);
  });
});

describe("commands that are refused", () => {
  it.each(REFUSED.flatMap((path) => namesOf(path).map((name) => [path, name] as const)))("%s --%s", (path, name) => {
    const flag = flagsOf(path).find((one) => one.name === name)!;
    const value = flag.type === "int" ? "=1" : flag.type === "duration" ? "=1s" : flag.bare === undefined ? "=a" : "";
    const said = tryOut({
      line: `kubectl ${path} ${WORDS[path] ?? "a b"} --${name}${value}`,
      edit: undefined,
      seconds: 0,
    });
    expect(said.slice(0, 2).join("\n")).toMatch(/ is not available in this simulated cluster: ./);
    expect(said).toContain("exit 1");
  });
});
