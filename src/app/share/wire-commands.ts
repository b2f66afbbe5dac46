// What was done, as it travels: milliseconds since the command before, and files by their difference from what they were.
import * as v from "valibot";
import type { JsonObject } from "#api/meta";
import type { Command, LoggedCommand } from "#engine";
import type { SessionFile } from "../session/session.ts";
import { applyDelta, deltaOf } from "./delta.ts";

const DAY_MS = 86_400_000;
export const time = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(DAY_MS));
export const count = v.pipe(v.number(), v.integer(), v.minValue(0));
export const name = v.pipe(v.string(), v.maxLength(300));
const delta = v.tuple([count, count, v.string()]);

/** A command: milliseconds since the one before, and what was done. The two that are most are said shortly. */
const commandSchema = v.union([
  v.tuple([time, v.literal("line"), name, v.string()]),
  v.tuple([time, v.literal("write"), name, delta]),
  v.tuple([
    time,
    v.picklist(["shell", "node", "network", "firewall", "apps", "delivery"]),
    v.pipe(v.string(), v.maxLength(40)),
    v.record(v.string(), v.unknown()),
  ]),
]);

export const wireCommandsSchema = v.object({
  commands: v.pipe(v.array(commandSchema), v.maxLength(2000)),
  /** Which of them the lesson did of itself, by their place. */
  scripted: v.exactOptional(v.pipe(v.array(count), v.maxLength(2000))),
});
export type WireCommands = v.InferOutput<typeof wireCommandsSchema>;
type WireCommand = WireCommands["commands"][number];

export const wireCommands = (commands: readonly LoggedCommand[], files: readonly SessionFile[]): WireCommands => ({
  commands: shortCommands(commands, files),
  ...scriptedOf(commands),
});

const shortCommands = (commands: readonly LoggedCommand[], files: readonly SessionFile[]): WireCommand[] => {
  const texts = new Map(files.map((f) => [f.name, f.text]));
  let before = 0;
  return commands.map(({ atMs, command: { component, action, data } }): WireCommand => {
    const after = atMs - before;
    before = atMs;
    // Only what comes back with the same fields in the same order: the log's hash is over them.
    const typed = `${component} ${action} ${Object.keys(data).join()}`;
    const [first, second] = Object.values(data) as string[];
    if (typed === "shell line terminal,line") return [after, "line", first!, second!];
    if (typed !== "shell write path,text") return [after, component as "shell", action, data];
    const change = deltaOf(texts.get(first!) ?? "", second!);
    texts.set(first!, second!);
    return [after, "write", first!, [...change]];
  });
};

const scriptedOf = (commands: readonly LoggedCommand[]): Pick<WireCommands, "scripted"> => {
  const scripted = commands.flatMap(({ isScripted }, i) => (isScripted ? [i] : []));
  return scripted.length > 0 ? { scripted } : {};
};

export const fullCommands = (
  { commands, scripted = [] }: WireCommands,
  files: readonly SessionFile[],
): readonly LoggedCommand[] => {
  const texts = new Map(files.map((f) => [f.name, f.text]));
  const marked = new Set(scripted);
  let atMs = 0;
  return commands.map((command, i): LoggedCommand => {
    atMs += command[0];
    const mark = marked.has(i) ? ({ isScripted: true } as const) : {};
    return { atMs, command: fullCommand(command, texts), ...mark };
  });
};

const fullCommand = (command: WireCommand, texts: Map<string, string>): Command => {
  if (command[1] === "line") {
    return { component: "shell", action: "line", data: { terminal: command[2], line: command[3] } };
  }
  if (command[1] === "write") {
    const [, , path, change] = command;
    const text = applyDelta(texts.get(path) ?? "", change);
    texts.set(path, text);
    return { component: "shell", action: "write", data: { path, text } };
  }
  return { component: command[1], action: command[2], data: command[3] as JsonObject };
};
