// kubectl as a program of the shell.
import type { Json } from "#api/meta";
import { isJsonObject } from "#api/json";
import { applicationsOf } from "#engine";
import type { KubeClient } from "../../client.ts";
import type { Context, InPod } from "../../command.ts";
import { resumeKubectl, runKubectl, type KubectlOutcome, type Waiting } from "../../run.ts";
import { notesOf } from "../support-notes.ts";
import { podHost } from "../pod-host.ts";
import { forwardsOf } from "../forwards.ts";
import { quoted, toldLine } from "./inner.ts";
import type { Program, ProgramContext, ProgramOutcome, RemoteWait, ShellWakeReason } from "../program.ts";
import { curl } from "./curl.ts";

const contextOf = (client: KubeClient, program: ProgramContext): Context => ({
  client,
  files: {
    directory: program.directory(),
    read: (path) => program.readFile(path),
    write: (path, text) => program.writeFile(path, text),
    list: (folder) => {
      const prefix = folder === "." || folder === "" ? "" : `${folder.replace(/\/$/, "")}/`;
      return program.files().filter((f) => f.startsWith(prefix));
    },
  },
  config: {
    read: () => program.kubeconfig(),
    write: (kubeconfig) => program.setKubeconfig(kubeconfig),
  },
  ...(program.stdin === undefined ? {} : { stdin: program.stdin }),
  listening: () => forwardsOf(program.sim).map(({ local }) => local),
  out: (text) => program.out(text),
  err: (text) => program.err(text),
});

/** kubectl while a curl runs in a pod for it. */
interface Inside {
  readonly waiting: Waiting;
  readonly curl: Json;
}

const insideOf = (state: Json): Inside | undefined =>
  isJsonObject(state) && "curl" in state ? (state as unknown as Inside) : undefined;

/** Simplified: what curl writes to a file is in no pod's file, and its words are in no log. */
const inPodContext = (program: ProgramContext, { namespace, pod }: InPod): ProgramContext => ({
  ...program,
  host: pod,
  source: { kind: "pod", pod: `${namespace}/${pod}` },
  writeFile: () => undefined,
});

/** The container that runs there now. */
const idOf = ({ sim }: ProgramContext, { namespace, pod, container }: InPod): string | undefined => {
  const apps = applicationsOf(sim);
  const uid = sim.store.get("pods", `${namespace}/${pod}`)?.metadata.uid ?? "";
  return [...apps.idsOfPod(uid)].findLast((one) => apps.get(one)?.container === container);
};

const hostOf = (program: ProgramContext, inPod: InPod): string => {
  const { namespace, pod, container } = inPod;
  return podHost({ namespace, pod, container, id: idOf(program, inPod) ?? "" });
};

/** A shell without a word about what to do does what comes through the pipe. */
const lineOf = ({ stdin }: ProgramContext, { words }: InPod): string => {
  const [name = "", ...args] = words;
  if (args.length === 0 && stdin !== undefined && name.endsWith("sh")) return stdin;
  return [name.replace(/^.*\//, ""), ...args].map(quoted).join(" ");
};

const endMain = (program: ProgramContext, inPod: InPod, code: number): void => {
  const apps = applicationsOf(program.sim);
  const id = idOf(program, inPod);
  if (id !== undefined) apps.kill(id, { code, reason: code === 0 ? "Completed" : "Error" });
};

const goOnInside = (
  client: KubeClient,
  program: ProgramContext,
  waiting: Waiting,
  ran: ProgramOutcome,
): ProgramOutcome => {
  if (!("exit" in ran)) return { state: { waiting, curl: ran.state } as unknown as Json, wake: ran.wake };
  const { inPod, ...rest } = waiting;
  if (inPod?.isMain) endMain(program, inPod, ran.exit);
  const reason = { type: "ended", exit: ran.exit } as const;
  return outcomeOf(client, program, resumeKubectl(contextOf(client, program), rest, reason));
};

const outcomeOf = (client: KubeClient, program: ProgramContext, outcome: KubectlOutcome): ProgramOutcome => {
  if ("exit" in outcome) return outcome;
  const { wake, edit, inPod } = outcome;
  if (inPod?.isShell) {
    const state = { waiting: outcome, isIn: true } as unknown as Json;
    return { state, wake: {}, crosses: { to: hostOf(program, inPod) } };
  }
  if (inPod?.isLine) {
    return goOnInside(
      client,
      program,
      outcome,
      toldLine(program, program.remote(hostOf(program, inPod), lineOf(program, inPod))),
    );
  }
  if (inPod) {
    const ran = curl.run(inPodContext(program, inPod), inPod.words.slice(1));
    return goOnInside(client, program, outcome, ran);
  }
  return { state: outcome as unknown as Json, wake, ...(edit ? { edit } : {}) };
};

export const createKubectlProgram = (client: KubeClient): Program => ({
  name: "kubectl",
  run: (program, args) => {
    const outcome = outcomeOf(client, program, runKubectl(contextOf(client, program), args));
    for (const text of "exit" in outcome && outcome.exit === 0 ? notesOf(args, program.readFile) : []) {
      program.sim.log({ type: "terminal", terminal: program.terminal, stream: "note", text: `${text}\n` });
    }
    return outcome;
  },
  resume: (program, state, reason: ShellWakeReason) => {
    const inside = insideOf(state);
    if (isJsonObject(state) && "isIn" in state) {
      const { waiting } = state as unknown as Inside;
      return goOnInside(client, program, waiting, { exit: Number(program.variable("?")) });
    }
    if (inside?.waiting.inPod?.isLine) {
      const host = hostOf(program, inside.waiting.inPod);
      const line = { ...(inside.curl as unknown as Omit<RemoteWait, "reason">), reason };
      return goOnInside(client, program, inside.waiting, toldLine(program, program.remote(host, line)));
    }
    if (inside?.waiting.inPod && curl.resume) {
      const context = inPodContext(program, inside.waiting.inPod);
      return goOnInside(client, program, inside.waiting, curl.resume(context, inside.curl, reason));
    }
    return outcomeOf(client, program, resumeKubectl(contextOf(client, program), state as unknown as Waiting, reason));
  },
  interrupt: (program, state) => {
    const inside = insideOf(state);
    if (inside) curl.interrupt?.(program, inside.curl);
  },
});
