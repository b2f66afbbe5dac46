// kubectl as a program of the shell.
import type { Json } from "#api/meta";
import type { KubeClient } from "../../client.ts";
import type { Context } from "../../command.ts";
import { resumeKubectl, runKubectl, type KubectlOutcome, type Waiting } from "../../run.ts";
import { notesOf } from "../support-notes.ts";
import { forwardsOf } from "../forwards.ts";
import type { Program, ProgramContext, ProgramOutcome, ShellWakeReason } from "../program.ts";

const contextOf = (client: KubeClient, program: ProgramContext): Context => ({
  client,
  files: {
    read: (path) => program.readFile(path),
    write: (path, text) => program.writeFile(path, text),
    list: (folder) => {
      const prefix = folder === "." || folder === "" ? "" : `${folder.replace(/\/$/, "")}/`;
      return program.files().filter((f) => f.startsWith(prefix));
    },
  },
  config: {
    namespace: () => program.namespace(),
    setNamespace: (namespace) => program.setNamespace(namespace),
  },
  ...(program.stdin === undefined ? {} : { stdin: program.stdin }),
  listening: () => forwardsOf(program.sim).map(({ local }) => local),
  out: (text) => program.out(text),
  err: (text) => program.err(text),
});

const outcomeOf = (outcome: KubectlOutcome): ProgramOutcome => {
  if ("exit" in outcome) return outcome;
  const { wake, edit } = outcome;
  return { state: outcome as unknown as Json, wake, ...(edit ? { edit } : {}) };
};

export const createKubectlProgram = (client: KubeClient): Program => ({
  name: "kubectl",
  run: (program, args) => {
    const outcome = outcomeOf(runKubectl(contextOf(client, program), args));
    for (const text of "exit" in outcome && outcome.exit === 0 ? notesOf(args, program.readFile) : []) {
      program.sim.log({ type: "terminal", terminal: program.terminal, stream: "note", text: `${text}\n` });
    }
    return outcome;
  },
  resume: (program, state, reason: ShellWakeReason) =>
    outcomeOf(resumeKubectl(contextOf(client, program), state as unknown as Waiting, reason)),
});
