import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { canonicalJson, deepEqual } from "#api/json";
import type { JsonObject, KubeObject } from "#api/meta";
import type { ResourceName } from "#api/resources";
import { resources } from "#api/scheme";
import { defaultObject } from "../defaulting/defaults.ts";
import { prepareForCreate, prepareForUpdate } from "../strategy/prepare.ts";
import { warningsOf } from "../warnings/warnings.ts";
import { createThreeWayMergePatch, strategicMergePatch } from "./strategic.ts";

type Step = { readonly args: readonly string[]; readonly manifest: string } | { readonly scaledTo: number };

interface ApplyCase {
  readonly name: string;
  readonly in: { readonly objectKind: string; readonly steps: readonly Step[] };
  readonly want: {
    readonly steps: readonly (
      | { readonly stdout: string; readonly stderr: string; readonly live: KubeObject }
      | object
    )[];
  };
}

const recorded = JSON.parse(readFileSync("e2e/conformance/recordings/vectors/apply.json", "utf8")) as {
  readonly now: string;
  readonly cases: readonly ApplyCase[];
};

const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

const asObject = (json: JsonObject): KubeObject => json as unknown as KubeObject;
const asJson = (object: KubeObject): JsonObject => object as unknown as JsonObject;

/** The manifest as it is sent: with the annotation that remembers it. */
const modifiedOf = (manifest: string): JsonObject => {
  const object = parse(manifest) as { readonly metadata: { readonly annotations?: JsonObject } & JsonObject };
  const annotations = object.metadata.annotations ?? {};
  const bare = { ...object, metadata: { ...object.metadata, annotations } } as unknown as JsonObject;
  const remembered = { ...annotations, [LAST_APPLIED]: `${canonicalJson(bare)}\n` };
  return { ...bare, metadata: { ...object.metadata, annotations: remembered } };
};

interface Outcome {
  readonly operation: string;
  readonly live: KubeObject;
  readonly stderr: string;
}

const MISSING =
  "annotation which is required by kubectl apply. kubectl apply should only be used on resources created declaratively " +
  "by either kubectl create --save-config or kubectl apply. The missing annotation will be patched automatically.";

/** A cluster of one object, whose versions go up by one. */
class OneObject {
  readonly #resource: ResourceName;
  #live: KubeObject | undefined;
  #version = 1000;

  constructor(resource: ResourceName) {
    this.#resource = resource;
  }

  create(object: JsonObject): Outcome {
    const born = { uid: "00000000-0000-4000-8000-000000000000", creationTimestamp: recorded.now };
    const given = asObject({ ...object, metadata: { ...(object["metadata"] as JsonObject), ...born } });
    return this.#store(
      "created",
      prepareForCreate(this.#resource, defaultObject(this.#resource, given), { wallMs: 0 }),
    );
  }

  apply(manifest: string): Outcome {
    const modified = modifiedOf(manifest);
    const live = this.#live;
    if (!live) return this.create(modified);
    const kept = live.metadata.annotations?.[LAST_APPLIED];
    const { resource, name } = { resource: this.#resource, name: live.metadata.name };
    const missing =
      kept === undefined ? `Warning: resource ${resource}/${name} is missing the ${LAST_APPLIED} ${MISSING}\n` : "";
    const patch = createThreeWayMergePatch(JSON.parse(kept ?? "{}") as JsonObject, modified, asJson(live));
    if (!patch.ok) throw new Error(patch.error);
    if (Object.keys(patch.value).length === 0) return { operation: "unchanged", live, stderr: missing };
    const patched = strategicMergePatch(asJson(live), patch.value);
    if (!patched.ok) throw new Error(patched.error);
    const outcome = this.#update(asObject(patched.value));
    return { ...outcome, stderr: missing + outcome.stderr };
  }

  /** Somebody else's change, as the recording makes it: behind the server's back, with neither version nor generation. */
  scale(replicas: number): void {
    const live = asJson(this.#live as KubeObject);
    this.#live = asObject({ ...live, spec: { ...(live["spec"] as JsonObject), replicas } });
  }

  #update(object: KubeObject): Outcome {
    const live = this.#live as KubeObject;
    return this.#store(
      "configured",
      prepareForUpdate(this.#resource, defaultObject(this.#resource, object), live),
      live,
    );
  }

  #store(operation: string, object: KubeObject, old?: KubeObject): Outcome {
    const warnings = warningsOf(this.#resource, object, old);
    // What changes nothing is not written.
    if (!old || !deepEqual(object, old)) this.#version++;
    this.#live = { ...object, metadata: { ...object.metadata, resourceVersion: String(this.#version) } };
    return { operation, live: this.#live, stderr: warnings.map((warning) => `Warning: ${warning}\n`).join("") };
  }
}

const run = (cluster: OneObject, step: Step): Outcome | Record<string, never> => {
  if ("scaledTo" in step) {
    cluster.scale(step.scaledTo);
    return {};
  }
  return step.args[0] === "create" ? cluster.create(parse(step.manifest) as JsonObject) : cluster.apply(step.manifest);
};

describe("three-way patches as kubectl apply makes them", () => {
  it.each(recorded.cases.map((c, i) => ({ title: `${i} ${c.name}`, ...c })))("$title", ({ in: input, want }) => {
    const info = resources.find(({ kind }) => kind === input.objectKind);
    const cluster = new OneObject(info?.plural as ResourceName);
    expect(input.steps.map((step) => run(cluster, step))).toEqual(
      want.steps.map((step) =>
        "live" in step ? { operation: step.stdout.trim().split(" ")[1], live: step.live, stderr: step.stderr } : step,
      ),
    );
  });
});
