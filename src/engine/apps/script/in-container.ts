// Scripts as the processes of containers: which one a container begins with, and what is due of one that runs.
import type { Container } from "#api/core-container";
import type { StringMap } from "#api/meta";
import type { ImageBehaviour } from "../../scenario.ts";
import { commandIndex, missingProgram } from "../commands.ts";
import type { Due } from "../milestones.ts";
import type { ProcessRow } from "../process.ts";
import type { Sim } from "../../sim.ts";
import { askNames } from "./ask-names.ts";
import type { Room } from "./builtins.ts";
import { goOn, scriptFor } from "./script.ts";
import type { Program } from "./state.ts";

const RUNC =
  "failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: ";

const wordsOf = (
  { command = [], args = [], stdin }: Container,
  { isBare }: ImageBehaviour,
): readonly string[] | undefined => {
  if (command.length > 0) return [...command, ...args];
  if (!isBare || (stdin && args.length === 0)) return undefined;
  return args.length > 0 ? args : ["sh"];
};

export const programFor = (container: Container, image: ImageBehaviour, env: StringMap): Program => {
  const words = wordsOf(container, image);
  if (!words) return {};
  const command = commandIndex(image, words);
  if (command >= 0) return { command };
  const script = image.tools && scriptFor(words, image.tools, env);
  if (!script) return { missing: RUNC + missingProgram(words[0] ?? "") };
  // Somebody types into it, or is about to: whoever does so runs it (kubectl run -i).
  return container.stdin ? {} : { command, script };
};

export const goOnWith = (
  row: ProcessRow,
  { tools = [] }: ImageBehaviour,
  elapsed: number,
  { sim, mounts }: Pick<Room, "mounts"> & { readonly sim: Sim },
): Due => {
  const { wakeMs = Infinity } = row.script!;
  if (elapsed < wakeMs) return { row, lines: [] };
  const { script, ...due } = goOn(row.script!, wakeMs, {
    wallMs: sim.wallMs(),
    mounts,
    tools,
    askNames: (words) => askNames(sim, row.pod, words),
  });
  return { row: { ...row, script }, ...due };
};
