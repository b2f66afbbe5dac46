// Everything that is known of a pod in question, and the pieces that an answer is made of.
import type { Pod } from "#api/core-pod";
import { parseTime } from "#api/time";
import { podTruth, type Decision, type PodTruth, type Run } from "#engine";
import type { Words } from "../../i18n/words.ts";
import type { RichText } from "../../view-models/text.ts";
import type { EvidenceTarget, EvidenceView, VerdictView, WhyView } from "../../view-models/why.ts";
import { clockText } from "../format.ts";
import { recentRequests, type Tally } from "../recent-requests.ts";

export interface WhyContext {
  readonly words: Words;
  readonly zeroMs: number;
  /** The open file's line that a path of the pod's template stands in. */
  lineOf(path: readonly (string | number)[]): { readonly fileId: string; readonly line: number } | null;
}

/** Requests of this last while are evidence. */
export const WINDOW_MS = 15_000;

/** Everything that is known of the pod in question. */
export class PodCase {
  readonly run: Run;
  readonly pod: Pod;
  readonly words: Words;
  readonly context: WhyContext;
  readonly truth: PodTruth | undefined;
  readonly requests: Tally | undefined;
  readonly name: string;

  constructor(run: Run, pod: Pod, context: WhyContext) {
    this.run = run;
    this.pod = pod;
    this.context = context;
    this.words = context.words;
    this.truth = podTruth(run.cluster.sim, pod);
    this.requests = recentRequests(run, WINDOW_MS).byPod.get(`${pod.metadata.namespace}/${pod.metadata.name}`);
    this.name = pod.metadata.name.slice(pod.metadata.name.lastIndexOf("-") + 1);
  }
  condition(type: string): NonNullable<NonNullable<Pod["status"]>["conditions"]>[number] | undefined {
    return this.pod.status?.conditions?.find((c) => c.type === type);
  }
  /** Virtual ms of an RFC 3339 time. */
  ms(time: string | undefined): number | undefined {
    const wall = parseTime(time ?? "");
    const { sim } = this.run.cluster;
    return wall === undefined ? undefined : wall - (sim.wallMs() - sim.now());
  }
  clock(ms: number): string {
    return clockText(ms - this.context.zeroMs);
  }
  get decision(): Decision | undefined {
    return this.run.cluster.sim
      .table<Decision>("scheduler/decisions")
      .get(`${this.pod.metadata.namespace}/${this.pod.metadata.name}`);
  }
}

export type Part = Pick<WhyView, "title" | "sentence" | "evidence"> & {
  readonly verdicts?: readonly VerdictView[];
  readonly path?: readonly (string | number)[];
};

export const evidence = (n: number, text: RichText, targets: readonly EvidenceTarget[] = []): EvidenceView => ({
  n,
  text,
  targets,
});
export const code = (text: string): RichText[number] => ({ kind: "code", text });
export const podTarget = (c: PodCase): EvidenceTarget => ({ kind: "pod", id: c.pod.metadata.uid ?? "" });

export const lineTarget = (c: PodCase, path: readonly (string | number)[]): EvidenceTarget[] => {
  const line = c.context.lineOf(path);
  return line ? [{ kind: "line", ...line }] : [];
};
