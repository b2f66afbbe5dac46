// Everything that is known of a pod in question.
import type { Pod } from "#api/core-pod";
import { podTruth, type Decision, type PodTruth, type Run } from "#engine";
import type { EvidenceTarget } from "../../view-models/why.ts";
import { recentRequests, type Tally } from "../recent-requests.ts";
import { WhyCase, WINDOW_MS, type WhyContext } from "./why-case.ts";
import { shortNameOf } from "../short-name.ts";

export class PodCase extends WhyCase {
  readonly pod: Pod;
  readonly truth: PodTruth | undefined;
  readonly requests: Tally | undefined;
  /** As on its hull. */
  readonly name: string;
  readonly key: string;

  constructor(run: Run, pod: Pod, context: WhyContext) {
    super(run, context);
    this.pod = pod;
    this.truth = podTruth(run.cluster.sim, pod);
    this.key = `${pod.metadata.namespace}/${pod.metadata.name}`;
    this.requests = recentRequests(run, WINDOW_MS).byPod.get(this.key);
    this.name = shortNameOf(pod);
  }
  condition(type: string): NonNullable<NonNullable<Pod["status"]>["conditions"]>[number] | undefined {
    return this.pod.status?.conditions?.find((c) => c.type === type);
  }
  get decision(): Decision | undefined {
    return this.sim.table<Decision>("scheduler/decisions").get(this.key);
  }
  get node(): string | undefined {
    return this.pod.spec.nodeName;
  }
  get target(): EvidenceTarget {
    return { kind: "pod", id: this.pod.metadata.uid ?? "" };
  }
  /** The newest event of this reason about the pod. */
  event(
    reason: string,
  ): { readonly message: string; readonly ms: number | undefined; readonly count: number } | undefined {
    const { name, namespace, uid } = this.pod.metadata;
    const found = this.events("Pod", name, namespace).findLast(
      (e) => e.reason === reason && (e.involvedObject.uid === undefined || e.involvedObject.uid === uid),
    );
    return found && { message: found.message ?? "", ms: this.atOf(found), count: found.count ?? 1 };
  }
}
