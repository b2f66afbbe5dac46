import { expect, it } from "vitest";
import type { Container } from "#api/core-container";
import type { PodSpec } from "#api/core-pod";
import { makeContainer, makeImage, makePod } from "../testing/make.ts";
import { createPod, eventsOf, settle, watchedCluster } from "./kubelet-testing.ts";

const IMAGES = { "demo/web:1.0": makeImage(), "demo/slow:1.0": makeImage({ termExitCode: 0 }) };
const probe = { httpGet: { path: "/nope", port: 8080 }, periodSeconds: 1, failureThreshold: 2 };
const killings = (spec: Partial<PodSpec>, container: Partial<Container> = {}): string[] => {
  const { cluster } = watchedCluster(IMAGES);
  createPod(cluster, makePod("app", { container, spec }));
  cluster.advance(6000);
  return eventsOf(cluster, "app").filter((e) => e.includes("Killing"));
};

// kuberuntime_container.go computeInitContainerActions and kuberuntime_manager.go computePodActions.
it("names an init container that runs beside as one, and does not promise anything", () => {
  const side = makeContainer({ name: "proxy", restartPolicy: "Always" });
  expect(killings({ initContainers: [{ ...side, startupProbe: probe }] })[0]).toMatch(
    /^Normal Killing x\d: Init container proxy failed startup probe$/,
  );
  expect(killings({ initContainers: [{ ...side, livenessProbe: probe }] })[0]).toMatch(
    /^Normal Killing x\d: Init container proxy failed liveness probe$/,
  );
});

it("promises a start only to a container that is started again", () => {
  expect(killings({}, { livenessProbe: probe })[0]).toMatch(
    /^Normal Killing x\d: Container web failed liveness probe, will be restarted$/,
  );
  expect(killings({ restartPolicy: "Never" }, { livenessProbe: probe })).toEqual([
    "Normal Killing x1: Container web failed liveness probe",
  ]);
});

const hooks = (port: number): string[] => {
  const { cluster } = watchedCluster(IMAGES);
  createPod(cluster, makePod("app", { container: { lifecycle: { preStop: { httpGet: { path: "/nope", port } } } } }));
  cluster.advance(3000);
  cluster.sim.api.delete("pods", "default/app");
  settle(cluster);
  cluster.advance(8000);
  return eventsOf(cluster, "app").filter((e) => e.includes("Hook"));
};

// lifecycle/handlers.go runHTTPHandler: only an error of the request counts.
it("does not look at what a hook is answered", () => {
  expect(hooks(8080)).toEqual([]);
  expect(hooks(9)).toEqual(["Warning FailedPreStopHook x1: PreStopHook failed"]);
});
