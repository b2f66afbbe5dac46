import { expect, it } from "vitest";
import { createCluster } from "../cluster.ts";
import { makeScenario } from "../testing/make.ts";
import { recordsOf } from "./records.ts";

const written = (count: number): ReturnType<typeof createCluster> => {
  const cluster = createCluster(makeScenario());
  for (let n = 1; n <= count; n++) recordsOf(cluster.sim).write("worker-9", { what: String(n) });
  return cluster;
};

it.each([0, 1, 20, 21, 400, 401, 419, 420, 421, 1000])(
  "of %i notes keeps the newest 400, the oldest first",
  (count) => {
    const kept = recordsOf(written(count).sim).of("worker-9");
    const wanted = Array.from({ length: Math.min(count, 400) }, (_, i) => String(Math.max(0, count - 400) + i + 1));
    expect(kept.map(({ what }) => what)).toEqual(wanted);
  },
);

it("copies a piece for a note more, not all that is kept", () => {
  const { sim } = written(400);
  const rowOf = (): { older: readonly unknown[] } =>
    sim.table<{ older: readonly unknown[] }>("node/records").get("worker-9")!;
  const before = rowOf().older;
  recordsOf(sim).write("worker-9", { what: "more" });
  expect(rowOf().older.slice(0, -1)).toEqual(before);
  expect(rowOf().older[0]).toBe(before[0]);
});
