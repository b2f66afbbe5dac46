import { expect, it } from "vitest";
import { createCluster } from "../../cluster.ts";
import { makeScenario, makeService } from "../../testing/make.ts";

const { sim } = createCluster(makeScenario({}));

it.each(["10.200.0.1", "10.95.255.255", "10.96.0.0", "10.96.255.255"])(
  "refuses %s, which no range has",
  (clusterIP) => {
    const asked = sim.api.create("services", makeService("out", { clusterIP }));
    expect(asked.ok ? "made" : asked.status.message).toBe(
      `Service "out" is invalid: spec.clusterIPs: Invalid value: ["${clusterIP}"]: failed to allocate IP ${clusterIP}: the provided network does not match the current range`,
    );
  },
);

it("gives what is asked for once", () => {
  expect(sim.api.create("services", makeService("a", { clusterIP: "10.96.3.4" })).ok).toBe(true);
  const asked = sim.api.create("services", makeService("b", { clusterIP: "10.96.3.4" }));
  expect(asked.ok ? "made" : asked.status.message).toBe(
    'Service "b" is invalid: spec.clusterIPs: Invalid value: ["10.96.3.4"]: failed to allocate IP 10.96.3.4: provided IP is already allocated',
  );
});
