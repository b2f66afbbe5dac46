import type { Pod } from "#api/core-pod";
import { parseTime } from "#api/time";
import { podsToDelete, rankForDeletion } from "../../../src/engine/controllers/replicaset/pod-deletion.ts";

export interface PodDeletionIn {
  readonly diff: number;
  readonly now: string;
  readonly pods: readonly Pod[];
  readonly otherRelatedPods: readonly Pod[];
}

const names = (pods: readonly Pod[]): string[] => pods.map((pod) => pod.metadata.name);

export const answerPodDeletion = ({ diff, now, pods, otherRelatedPods }: PodDeletionIn): object => {
  const related = [...pods, ...otherRelatedPods];
  const wallMs = parseTime(now) ?? Number.NaN;
  return {
    delete: names(podsToDelete(pods, related, diff, wallMs)),
    fullOrder: names(rankForDeletion(pods, related, wallMs)),
  };
};
