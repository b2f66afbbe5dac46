// A container as its shell finds it: what the image says it has, its files, and the builtins of a shell.
// Simplified: the filters of a pipe (grep, head, sort, ...) are in every image, a process list holds no more than the program and the shell,
// and what happens to the container is noticed with the next line.
import { applicationsOf, type Sim, writeFile } from "#engine";
import { podPlaceOf } from "../pod-host.ts";
import { absolutePath } from "../paths.ts";
import { type Program, simple } from "../program.ts";
import { dateText } from "./dates.ts";
import { hangsUp } from "./node-program.ts";
import { asBusybox, isAsh } from "../voice.ts";
import { nslookup } from "./nslookup.ts";
import { wget } from "./wget.ts";

/** Builtins of a shell, as the laptop's has them. */
const BUILTINS = "echo alias export read unset [ test true : false pwd type command jobs bg kill wait let printf".split(
  " ",
);
/** Programs that are there if the image says so, as the laptop has them. */
const SAME: ReadonlySet<string> = new Set(["curl", "sleep", "env", "seq"]);

const FILES: ReadonlySet<string> = new Set(["cat", "ls", "touch", "rm"]);

const exit: Program = {
  name: "exit",
  run: ({ variable }, [code]) => hangsUp(code === undefined ? Number(variable("?")) : Number(code) & 255 || 0),
};

const cd = simple("cd", (context, [given = "/root"]) => {
  const target = given === "-" ? context.variable("OLDPWD") : given;
  const path = absolutePath(context.directory(), target);
  const row = rowOf(context.sim, context.host);
  if (
    !row ||
    !applicationsOf(context.sim)
      .filesOf(row)
      .isDirectory(path === "/" ? "" : path)
  ) {
    context.err(`sh: 1: cd: can't cd to ${given}\n`);
    return 2;
  }
  context.setVariable("OLDPWD", context.directory());
  context.setDirectory(path);
  return 0;
});

const ps = simple("ps", (context) => {
  const row = rowOf(context.sim, context.host);
  const main = row?.image.replace(/^.*\//, "").replace(/[:@].*$/, "") ?? "sh";
  const lines = [`    1 root      0:00 ${main}`, "   14 root      0:00 sh", "   21 root      0:00 ps"];
  context.out(`PID   USER     TIME  COMMAND\n${lines.join("\n")}\n`);
});

const rowOf = (sim: Sim, host: string | undefined) => {
  const place = podPlaceOf(host);
  const row = place && applicationsOf(sim).get(place.id);
  return row?.state === "exited" ? undefined : row;
};

/** What the container calls itself. */
const nameOf = (sim: Sim, host: string | undefined): string => {
  const row = rowOf(sim, host);
  const file = row && applicationsOf(sim).filesOf(row).file("/etc/hostname");
  return file?.text.trimEnd() ?? podPlaceOf(host)?.pod ?? "";
};

/** What the image has under this name. */
const tool = (name: string): Program =>
  simple(name, (context, args) => {
    const { sim, host, directory, out, err } = context;
    const place = podPlaceOf(host)!;
    const here = directory();
    const words =
      FILES.has(name) && here !== "/" ? args.map((arg) => (arg.startsWith("-") ? arg : absolutePath(here, arg))) : args;
    const isBare = name === "ls" && here !== "/" && words.every((word) => word.startsWith("-"));
    const outcome = applicationsOf(sim).exec(place.id, [name, ...words, ...(isBare ? [here] : [])]);
    if (outcome.kind === "missing") {
      err(`sh: 1: ${name}: not found\n`);
      return 127;
    }
    const isList = name === "ls" && context.isTerminal && !args.some((arg) => /^-\w*[l1]/.test(arg));
    out(isList ? inOneLine(outcome.stdout) : outcome.stdout);
    err(outcome.stderr ?? "");
    return isAsh(sim, place.id) ? asBusybox(name, "", outcome.exitCode).exit : outcome.exitCode;
  });

const inOneLine = (names: string): string =>
  names === "" || names.includes(":\n") ? names : `${names.trimEnd().replaceAll("\n", "  ")}\n`;

const SMALL: readonly Program[] = [
  simple("hostname", ({ sim, out, host }) => out(`${nameOf(sim, host)}\n`)),
  simple("whoami", ({ out }) => out("root\n")),
  simple("id", ({ out }) => out("uid=0(root) gid=0(root) groups=0(root)\n")),
  simple("uname", ({ sim, out, host }, args) =>
    out(args.includes("-a") ? `Linux ${nameOf(sim, host)} 6.1.0-28-amd64 #1 SMP x86_64 GNU/Linux\n` : "Linux\n"),
  ),
  simple("date", ({ sim, out }) => out(`${dateText(sim.wallMs())}\n`)),
  ps,
  nslookup,
];

export const podPrograms = (
  sim: Sim,
  host: string,
  laptop: ReadonlyMap<string, Program>,
): ReadonlyMap<string, Program> => {
  const row = rowOf(sim, host);
  const { tools = [], commands = [] } = row ? applicationsOf(sim).imageOf(row) : {};
  const own = commands.map(({ command }) => command.split(" ", 1)[0]!);
  const curl = laptop.get("curl");
  const named = (name: string): readonly Program[] => {
    if (name === "wget") return curl ? [wget(curl)] : [];
    const known = SMALL.find((program) => program.name === name);
    return [known ?? (SAME.has(name) || isShell(name) ? laptop.get(name) : undefined) ?? tool(name)];
  };
  const builtins = [...BUILTINS.flatMap((name) => laptop.get(name) ?? []), cd, exit];
  const all = [...own.map(tool), ...tools.flatMap(named), ...builtins];
  return new Map(all.map((program) => [program.name, program]));
};
const isShell = (name: string): boolean => name === "sh" || name === "bash";

export const podFiles = (sim: Sim, host: string): PodDisk | undefined => {
  const row = rowOf(sim, host);
  if (!row) return undefined;
  const tree = applicationsOf(sim).filesOf(row);
  return {
    names: () => tree.paths(),
    read: (path) => tree.file(path)?.text,
    write: (path, text) => writeFile(tree, path, (old) => ({ text, mode: old.mode })),
    remove: (path) => tree.file(path) !== undefined && writeFile(tree, path, () => undefined) === undefined,
  };
};

/** Files of a container, by whole paths. */
export interface PodDisk {
  readonly names: () => readonly string[];
  readonly read: (path: string) => string | undefined;
  /** Answers why it cannot be written. */
  readonly write: (path: string, text: string) => string | undefined;
  readonly remove: (path: string) => boolean;
}

/** What is run before a line: the shell is gone with its container. */
export const podWay = (sim: Sim, host: string): string | undefined => (rowOf(sim, host) ? undefined : "exit 137");
