import { expect, it } from "vitest";
import type { Pod } from "#api/core-pod";
import { Cluster } from "../cluster.ts";
import type { ObjectChange } from "./store.ts";
import { act, create, createFakeKubelet } from "../controllers/testing/fake-kubelet.ts";
import { makeScenario } from "../testing/make.ts";

const pod = {
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "a" },
  spec: { containers: [{ name: "c", image: "i" }] },
};

const watchedDeletion = (
  gracePeriodSeconds: number,
): readonly (readonly [string, number | undefined, number | undefined])[] => {
  const seen: (readonly [string, number | undefined, number | undefined])[] = [];
  const watcher = () => ({
    name: "watcher",
    watch: {
      pods: ({ type, object }: ObjectChange) =>
        void seen.push([type, (object as Pod).metadata.deletionGracePeriodSeconds, object.metadata.generation]),
    },
  });
  const cluster = new Cluster(makeScenario(), { components: [createFakeKubelet({}), watcher] });
  cluster.start();
  create(cluster, pod);
  cluster.advance(100);
  seen.length = 0;
  act(cluster, (sim) => sim.api.delete("pods", "default/a", { gracePeriodSeconds }));
  cluster.advance(5000);
  return seen;
};

it("a watcher sees a forced deletion as a grace of no seconds, then the end", () =>
  expect(watchedDeletion(0)).toEqual([
    ["MODIFIED", 0, 2],
    ["DELETED", 0, 2],
  ]));

it("a kubelet that is done shortens the grace to nothing, which is seen too", () => {
  const seen = watchedDeletion(30);
  expect([seen[0], ...seen.slice(-2)]).toEqual([
    ["MODIFIED", 30, 2],
    ["MODIFIED", 0, 2],
    ["DELETED", 0, 2],
  ]);
});
