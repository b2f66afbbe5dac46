import { expect, it } from "vitest";
import type { Pod } from "#api/core-pod";
import { createCluster } from "../../cluster.ts";
import { makePod, makeScenario } from "../../testing/make.ts";

const { sim } = createCluster(makeScenario({}));
const account = (name: string, fields: object) =>
  sim.api.create("serviceaccounts", {
    apiVersion: "v1",
    kind: "ServiceAccount",
    metadata: { name, namespace: "default" },
    ...fields,
  });
const made = (name: string, spec: object): Pod => {
  const created = sim.api.create("pods", makePod(name, { spec }));
  if (!created.ok) throw new Error(created.status.message);
  return created.value.object;
};

it("refuses a pod whose account is not there", () => {
  const asked = sim.api.create("pods", makePod("sa", { spec: { serviceAccountName: "ghost" } }));
  expect(asked.ok ? "made" : [asked.status.code, asked.status.reason, asked.status.message]).toEqual([
    403,
    "Forbidden",
    'pods "sa" is forbidden: error looking up service account default/ghost: serviceaccount "ghost" not found',
  ]);
});

it("gives a pod what its account says", () => {
  account("quiet", { automountServiceAccountToken: false, imagePullSecrets: [{ name: "registry" }] });
  const { volumes, imagePullSecrets } = made("quiet", { serviceAccountName: "quiet" }).spec;
  expect({ volumes, imagePullSecrets }).toEqual({ volumes: undefined, imagePullSecrets: [{ name: "registry" }] });
  const own = made("own", {
    serviceAccountName: "quiet",
    automountServiceAccountToken: true,
    imagePullSecrets: [{ name: "other" }],
  });
  expect(own.spec.volumes?.length).toBe(1);
  expect(own.spec.imagePullSecrets).toEqual([{ name: "other" }]);
});

it("gives a pod that is replaced its priority and tolerations again, but no token", () => {
  const old = made("again", {});
  const { volumes: _, tolerations: _t, priority: _p, preemptionPolicy: _pp, ...spec } = old.spec;
  const asked = sim.api.update("pods", { ...old, spec } as Pod);
  const message = asked.ok ? "" : (asked.status.message ?? "");
  expect(message).toContain('- "Volumes": [');
  expect(message).toContain("spec: Forbidden: pod updates may not change fields");
  expect(message).not.toMatch(/spec\.tolerations: |"Priority"|"PreemptionPolicy"/);
  const same = sim.api.update("pods", { ...old, spec: { ...spec, volumes: old.spec.volumes } } as Pod);
  expect(same.ok && same.value.object).toBe(old);
});
