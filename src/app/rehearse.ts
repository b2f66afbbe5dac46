// Rehearses the beginning of a lesson, while the page is built: the state in which it begins, and what the lines change that it types itself.
// One whose lines take time is not rehearsed, nor one whose cluster has objects that only people make: what is done for them comes with what
// people write with, and that is to be there first.
import { changeBetween, Run, scenarioHash, type Rehearsal } from "#engine";
import { createShell, terminalLook } from "#kubectl";
import type { CompiledLesson } from "#tutor";
import { useParts } from "./session/parts.ts";
import { Session } from "./session/session.ts";
import { MAIN_TERMINAL } from "./session/terminals.ts";

const components = [createShell];
const MADE_BY_PEOPLE = ["horizontalpodautoscalers", "poddisruptionbudgets"] as const;

/**
 * `from`: the cluster settled, as the page wants it, for which the work of settling is dearer than the bytes; or its very first moment, a third of
 * the bytes, as an embed wants it.
 */
export const rehearse = (compiled: CompiledLesson, from: "settled" | "start" = "settled"): Rehearsal | undefined => {
  useParts();
  const { scenario } = compiled;
  const settleMs = scenario.settleMs ?? 0;
  const run = new Run(scenario, { components, isUnsettled: true });
  // The last ms is the run's own: what is done when the lesson begins is done after its first keyframe, as everywhere in a run.
  if (from === "settled") run.advance(Math.max(0, settleMs - 1));
  const start = run.cluster.snapshot();
  const entries = [...run.branch.entries];
  run.advance(settleMs);
  const session = new Session(compiled);
  const commands: Rehearsal["commands"][number][] = [];
  for (const { atMs, command } of session.run.branch.commands) {
    run.advance(atMs);
    const { logLength, logHash } = run.cluster;
    const before = run.cluster.snapshot();
    run.act(command);
    if (command.component !== "shell" || command.action !== "line") continue;
    const change = changeBetween(before, run.cluster.snapshot());
    if (!change || terminalLook(run.cluster, MAIN_TERMINAL).foreground !== undefined) return undefined;
    commands.push({ command, logLength, logHash, change, entries: run.branch.entries.slice(logLength, run.logLength) });
  }
  const { sim } = run.cluster;
  const isResized = sim.table("kubelet/allocated").size > 0;
  if (isResized || MADE_BY_PEOPLE.some((resource) => sim.store.list(resource).length > 0)) return undefined;
  return { scenario: scenarioHash(scenario), start, entries, commands };
};
