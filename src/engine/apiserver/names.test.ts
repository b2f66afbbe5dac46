import { expect, it } from "vitest";
import type { KubeObject } from "#api/meta";
import { ObjectWriter } from "./object-writer.ts";
import { createCluster } from "../cluster.ts";
import { makeScenario } from "../testing/make.ts";

const writer = (): ObjectWriter => {
  const { sim } = createCluster(makeScenario({ seed: 4 }));
  return new ObjectWriter({
    store: { put: () => undefined } as never,
    rng: sim.rng,
    counters: sim.table("test/counters"),
    wallMs: () => 0,
    notify: () => undefined,
  });
};

// registry/store_test.go TestCreateWithRetryNameGenerate.
it("draws a name of its own anew while it is taken, eight times at most", () => {
  const given: KubeObject = { apiVersion: "v1", kind: "Pod", metadata: { name: "", generateName: "web-" } };
  const asked: string[] = [];
  const isTaken = ({ metadata }: KubeObject): boolean => asked.push(metadata.name) < 3;
  const { name } = writer().named(given, isTaken).metadata;
  expect(asked).toHaveLength(3);
  expect(new Set(asked).size).toBe(3);
  expect(name).toBe(asked[2]);
  asked.length = 0;
  writer().named(given, ({ metadata }) => asked.push(metadata.name) > 0);
  expect(asked).toHaveLength(7);
  expect(writer().named({ ...given, metadata: { name: "mine" } }, () => true).metadata.name).toBe("mine");
});
