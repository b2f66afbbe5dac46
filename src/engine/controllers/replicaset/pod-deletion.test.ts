import { describe, expect, it } from "vitest";
import { answerPodDeletion, type PodDeletionIn } from "../../../../e2e/conformance/kinds/pod-deletion.ts";
import { recorded } from "../../../../e2e/conformance/kinds/recorded.ts";
import type { Pod } from "#api/core-pod";
import { rankForDeletion } from "./pod-deletion.ts";

const names = (pods: readonly Pod[]): string[] => pods.map((pod) => pod.metadata.name);

describe("recorded ReplicaSets", () => {
  it.each(recorded<PodDeletionIn>("pod-deletion"))("ReplicaSet $title", (row) => {
    expect(answerPodDeletion(row.in)).toEqual(row.want);
  });
});

const makePod = (name: string, sidecarRestarts: number, annotations: Record<string, string> = {}): Pod => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name, uid: name, annotations, creationTimestamp: "2026-01-01T00:00:00Z" },
  spec: { nodeName: "n", containers: [], initContainers: [{ name: "s", restartPolicy: "Always" }] },
  status: {
    phase: "Running",
    initContainerStatuses: [{ name: "s", ready: true, restartCount: sidecarRestarts, image: "", imageID: "" }],
  },
});

describe("rankForDeletion", () => {
  it("looks at sidecars when the containers restarted as often", () => {
    const pods = [makePod("a", 1), makePod("b", 3), makePod("c", 2)];
    expect(names(rankForDeletion(pods, pods, 0))).toEqual(["b", "c", "a"]);
  });

  it("passes over a cost that is no plain number", () => {
    const cost = "controller.kubernetes.io/pod-deletion-cost";
    const pods = [
      makePod("a", 0, { [cost]: "1" }),
      makePod("b", 0, { [cost]: "+9" }),
      makePod("c", 0, { [cost]: "-1" }),
    ];
    expect(names(rankForDeletion(pods, pods, 0))).toEqual(["c", "b", "a"]);
  });
});
