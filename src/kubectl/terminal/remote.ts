// A line on another machine, as `ssh HOST COMMAND` runs it: the whole grammar, on that machine's programs and files.
import type { Sim } from "#engine";
import { advance, errorsOf, isCapturing, settled, withCaptured } from "./machine.ts";
import type { Process } from "./frames.ts";
import { resumePipeline } from "./pipeline.ts";
import type { RemoteLine, RemoteWait } from "./program.ts";
import type { Surface } from "./surface.ts";

/** A loop without a pause is looked at again after this long. */
const BREATH_MS = 1000;

export const goOnRemotely = (
  surface: Surface,
  line: string | RemoteWait,
  sim: Sim,
): Pick<RemoteLine, "exit" | "waits"> => {
  const begun = typeof line === "string" ? begin(surface, line) : resumed(surface, line);
  if (begun === undefined) return { exit: surface.lastExit() };
  const ready = begun.running ? { process: begun, isExhausted: false } : advance(begun, surface);
  if (!ready) return { exit: surface.lastExit() };
  const { process, isExhausted } = ready;
  const { scope } = surface;
  const wake = isExhausted ? { atMs: sim.wallMs() + BREATH_MS } : process.running!.wake;
  return { exit: 0, waits: { process, wake, scope } };
};

const begin = (surface: Surface, line: string): Process | undefined => {
  const node = surface.parse(line);
  return node && { stack: [{ k: "list", nodes: [node], at: 0 }] };
};

const resumed = (surface: Surface, { process: { stack, running }, reason }: RemoteWait): Process => {
  if (!running) return { stack };
  surface.keepOutput(isCapturing(stack));
  surface.sendErrors(errorsOf(stack));
  const outcome = resumePipeline(surface.host(), running, reason);
  const grown = withCaptured(stack, surface.takeOutput());
  if ("running" in outcome) return { stack: grown, running: outcome.running };
  surface.setExit(outcome.exit);
  return { stack: settled(grown, surface) };
};
