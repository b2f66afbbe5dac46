import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { discovered } from "./discovered.ts";
import { apiVersionOf, discoveredByName, infoOf, keyOf, resourceByName, resourceOf, resources } from "./scheme.ts";

const transcript: { steps: { run?: string; stdout?: string }[] } = JSON.parse(
  readFileSync("e2e/conformance/recordings/transcripts/kubectl-explain-api.json", "utf8"),
);

const recorded = (command: string): string => {
  const stdout = transcript.steps.find((step) => step.run === command)?.stdout;
  if (!stdout) throw new Error(`no recording of ${command}`);
  return stdout;
};

describe("discovered", () => {
  it("holds the rows of a real cluster in its order", () => {
    const rows = recorded("kubectl api-resources")
      .trimEnd()
      .split("\n")
      .slice(1)
      .map((line) => line.split(/\s+/));
    const ours = discovered.map((info) => [
      info.plural,
      ...(info.shortNames.length > 0 ? [info.shortNames.join(",")] : []),
      apiVersionOf(info),
      String(info.namespaced),
      info.kind,
    ]);
    expect(ours).toEqual(rows);
  });

  it("knows verbs and categories", () => {
    const rows = recorded("kubectl api-resources -o wide --api-group=batch")
      .trimEnd()
      .split("\n")
      .slice(1)
      .map((line) => line.split(/\s+/).slice(-2));
    const ours = discovered
      .filter((info) => info.group === "batch")
      .map((info) => [info.verbs.join(","), info.categories.join(",")]);
    expect(ours).toEqual(rows);
  });

  it("keeps each plural name once", () => {
    const plurals = resources.map((info) => info.plural);
    expect(new Set(plurals).size).toBe(plurals.length);
  });
});

describe("resourceByName", () => {
  it.each([
    ["pods", "pods"],
    ["pod", "pods"],
    ["po", "pods"],
    ["Pod", "pods"],
    ["pods.v1.", "pods"],
    ["deployments.apps", "deployments"],
    ["deploy.apps", "deployments"],
    ["deployment.v1.apps", "deployments"],
    ["deployments.v2.apps", undefined],
    ["deployments.batch", undefined],
    ["ingresses.networking", "ingresses"],
    ["ep", "endpoints"],
    ["ev", "events"],
    ["hpa", "horizontalpodautoscalers"],
    ["netpol", "networkpolicies"],
    ["crd", undefined],
    ["foo", undefined],
    ["", undefined],
  ])("%s is %s", (text, plural) => {
    expect(resourceByName(text)?.plural).toBe(plural);
  });

  it("tells a known kind from an unknown one", () => {
    expect(discoveredByName("crds")?.kind).toBe("CustomResourceDefinition");
    expect(discoveredByName("events.events.k8s.io")?.isKept).toBe(false);
    expect(discoveredByName("foo")).toBeUndefined();
  });
});

describe("look-ups", () => {
  it("finds a row by apiVersion and kind", () => {
    expect(resourceOf("apps/v1", "Deployment")).toBe(infoOf("deployments"));
    expect(resourceOf("v1", "Deployment")).toBeUndefined();
    expect(apiVersionOf(infoOf("pods"))).toBe("v1");
  });

  it("makes keys", () => {
    expect(keyOf({ metadata: { name: "web", namespace: "default" } })).toBe("default/web");
    expect(keyOf({ metadata: { name: "node-1" } })).toBe("node-1");
  });
});
