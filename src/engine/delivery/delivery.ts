// Models the talk's pipeline: a developer commits; a build by Jenkins makes the image, pushes it to the registry and uploads the manifest to
// the deploy tool; a deploy puts that manifest on the master and applies it there. Each step is a person's own decision, and each can fail.
// A build that uses a tag again puts another content under the same reference: Kubernetes sees no change, and that is case 3.
import { memoise } from "#api/memoise";
import type { Json, JsonObject } from "#api/meta";
import { checks } from "../apiserver/checks.ts";
import { registryOf, parseReference, sizeOf } from "../apps/image.ts";
import { clientError, kubectlComplaint } from "../controlplane/complaints.ts";
import { controlPlaneOf } from "../controlplane/controlplane.ts";
import { machineConsole } from "../node/node.ts";
import type { ImageBehaviour } from "../scenario.ts";
import type { Component, Sim } from "../sim.ts";

interface Commit {
  readonly number: number;
  readonly message: string;
  readonly behaviour: ImageBehaviour;
  readonly manifest: string;
  /** Does not compile: every build of it fails. */
  readonly isBroken: boolean;
}

type JobStatus = "running" | "succeeded" | "failed";

interface Build {
  readonly number: number;
  /** What it checked out, whatever is committed meanwhile. */
  readonly commit: Commit;
  /** The reference that it pushes to. */
  readonly image: string;
  readonly status: JobStatus;
  readonly startMs: number;
  readonly endMs: number;
  /** What the console says, line by line, when it is over. */
  readonly output: readonly string[];
}

interface Deploy {
  readonly number: number;
  readonly commit: number;
  readonly status: JobStatus;
  readonly startMs: number;
  readonly endMs: number;
  readonly output: readonly string[];
}

/** An application on its way from a developer to the cluster. */
export interface Pipeline {
  readonly name: string;
  /** The head of the repository, or none yet. */
  readonly head: Commit | null;
  readonly build: Build | null;
  /** What the deploy tool has: the manifest of the last build that got that far. */
  readonly uploaded: { readonly commit: number; readonly manifest: string } | null;
  readonly deploy: Deploy | null;
}

interface Switches {
  readonly isRegistryUp: boolean;
  readonly isDeployToolUp: boolean;
}

const TABLE = "delivery/pipelines";
const BUILD_MS = 20_000;
const DEPLOY_MS = 2000;
const DEFAULT_BYTES_PER_SECOND = 60_000_000;
const ALL_UP: Switches = { isRegistryUp: true, isDeployToolUp: true };
const NO_BEHAVIOUR: ImageBehaviour = {};

/** The pipelines as they stand, for pictures and goals. */
export const pipelinesOf = (sim: Sim): readonly Pipeline[] => [...sim.table<Pipeline>(TABLE).values()];

/** The pipelines of this cluster, for those who drive them. */
export const deliveryOf = memoise((sim: Sim): Delivery => new Delivery(sim));

export const createDelivery = (sim: Sim): Component => {
  const delivery = deliveryOf(sim);
  return {
    name: "delivery",
    timers: {
      built: (app) => delivery.built(app),
      deployed: (app, manifest) => delivery.deployed(app, typeof manifest === "string" ? manifest : ""),
    },
    commands: {
      /** `{app, message?, behaviour?, manifest?, isBroken?}`: what is absent is as in the commit before. */
      commit: (data) => delivery.commit(appOf(data), data),
      /** `{app, image}`: the reference to push to, a new tag or an old one. */
      build: (data) => delivery.build(appOf(data), typeof data.image === "string" ? data.image : undefined),
      /** `{app}`. */
      deploy: (data) => delivery.deploy(appOf(data)),
      /** `{isRegistryUp?, isDeployToolUp?}`: faults. */
      switch: (data) => delivery.turn(data),
    },
  };
};

class Delivery {
  readonly #sim: Sim;
  readonly #pipelines;
  readonly #switches;

  constructor(sim: Sim) {
    this.#sim = sim;
    this.#pipelines = sim.table<Pipeline>(TABLE);
    this.#switches = sim.table<Switches>("delivery/switches");
  }

  commit(app: string, data: JsonObject): Json {
    const pipeline = this.#get(app);
    const before = pipeline.head;
    const head: Commit = {
      number: (before?.number ?? 0) + 1,
      message: typeof data.message === "string" ? data.message : "",
      behaviour: (data.behaviour as ImageBehaviour | undefined) ?? before?.behaviour ?? NO_BEHAVIOUR,
      manifest: typeof data.manifest === "string" ? data.manifest : (before?.manifest ?? ""),
      isBroken: data.isBroken === true,
    };
    this.#set({ ...pipeline, head });
    this.#tell("repository", `commit ${head.number}`, { app, message: head.message });
    return head.number;
  }

  /** Answers the build's number, or what is wrong with asking for one. */
  build(app: string, image: string | undefined): Json {
    const pipeline = this.#get(app);
    const { head, build: last } = pipeline;
    if (!head) return { error: `${app}: nothing is committed` };
    if (last?.status === "running") return { error: `${app}: build ${last.number} is still running` };
    const reference = image ?? last?.image;
    if (reference === undefined) return { error: `${app}: no image is named` };
    const parsed = parseReference(reference);
    if ("error" in parsed) return { error: parsed.error };
    const startMs = this.#sim.now();
    const rate = this.#sim.scenario.registryBytesPerSecond ?? DEFAULT_BYTES_PER_SECOND;
    const endMs = startMs + BUILD_MS + Math.round((sizeOf(head.behaviour) * 1000) / rate);
    const number = (last?.number ?? 0) + 1;
    const build: Build = { number, commit: head, image: reference, status: "running", startMs, endMs, output: [] };
    this.#set({ ...pipeline, build });
    this.#sim.setTimer(endMs, "delivery/built", app);
    this.#tell("jenkins", `build ${number} started`, { app, image: reference });
    return number;
  }

  built(app: string): void {
    const pipeline = this.#get(app);
    const { build } = pipeline;
    if (!build) return;
    const { commit, image } = build;
    const { isRegistryUp, isDeployToolUp } = this.#switches.get("") ?? ALL_UP;
    const output = [`Checking out revision ${commit.number} (${commit.message})`];
    const stop = (line: string): void => {
      const ended: Build = { ...build, status: "failed", output: [...output, line, "Finished: FAILURE"] };
      this.#set({ ...pipeline, build: ended });
      this.#tell("jenkins", `build ${build.number} failed`, { app, why: line });
    };
    if (commit.isBroken) return stop("ERROR: compilation failed");
    output.push(`Successfully built ${image}`);
    if (!isRegistryUp) return stop(`ERROR: failed to push ${image}: connection refused`);
    registryOf(this.#sim).push(image, commit.behaviour);
    output.push(`Pushed ${image}`);
    // The image is in the registry by now, whether the rest succeeds or not.
    if (!isDeployToolUp) return stop("ERROR: failed to upload the manifest: connection refused");
    output.push(`Uploaded the manifest of revision ${commit.number}`, "Finished: SUCCESS");
    const uploaded = { commit: commit.number, manifest: commit.manifest };
    this.#set({ ...pipeline, uploaded, build: { ...build, status: "succeeded", output } });
    this.#tell("jenkins", `build ${build.number} succeeded`, { app, image });
  }

  /** Answers the deploy's number, or what is wrong with asking for one. */
  deploy(app: string): Json {
    const pipeline = this.#get(app);
    const { uploaded, deploy: last } = pipeline;
    if (!uploaded) return { error: `${app}: no build has uploaded a manifest` };
    if (last?.status === "running") return { error: `${app}: deploy ${last.number} is still running` };
    const startMs = this.#sim.now();
    const endMs = startMs + DEPLOY_MS;
    const number = (last?.number ?? 0) + 1;
    const deploy: Deploy = { number, commit: uploaded.commit, status: "running", startMs, endMs, output: [] };
    this.#set({ ...pipeline, deploy });
    this.#sim.setTimer(endMs, "delivery/deployed", app, uploaded.manifest);
    this.#tell("deploy", `deploy ${number} started`, { app, commit: uploaded.commit });
    return number;
  }

  deployed(app: string, manifest: string): void {
    const pipeline = this.#get(app);
    const { deploy } = pipeline;
    if (!deploy) return;
    const why = this.#whyNot();
    const applied = why === undefined ? checks().applyManifest(this.#sim, manifest) : [{ line: why, isRefused: true }];
    const status: JobStatus = applied.some((a) => a.isRefused) ? "failed" : "succeeded";
    this.#set({ ...pipeline, deploy: { ...deploy, status, output: applied.map((a) => a.line) } });
    this.#tell("deploy", `deploy ${deploy.number} ${status}`, { app });
  }

  turn(data: JsonObject): Json {
    const before = this.#switches.get("") ?? ALL_UP;
    const { isRegistryUp = before.isRegistryUp, isDeployToolUp = before.isDeployToolUp } = data;
    this.#switches.set("", { isRegistryUp: isRegistryUp === true, isDeployToolUp: isDeployToolUp === true });
    return null;
  }

  /** Why kubectl on the master applies nothing: the tool does not get there, or no API server answers. */
  #whyNot(): string | undefined {
    const masters = this.#sim.scenario.nodes.filter((n) => n.role === "control-plane");
    const isThere = masters.length === 0 || masters.some((n) => machineConsole(this.#sim, n.name).isReachable());
    if (!isThere) return `ssh: connect to host ${masters[0]!.name} port 22: No route to host`;
    const { kind } = controlPlaneOf(this.#sim).answer();
    return kind === "answers" ? undefined : kubectlComplaint(clientError(kind));
  }

  #get(app: string): Pipeline {
    return this.#pipelines.get(app) ?? { name: app, head: null, build: null, uploaded: null, deploy: null };
  }
  #set(pipeline: Pipeline): void {
    this.#pipelines.set(pipeline.name, pipeline);
  }
  #tell(node: string, what: string, data: JsonObject): void {
    this.#sim.log({ type: "machine", node, what, data });
  }
}

const appOf = (data: JsonObject): string => (typeof data.app === "string" ? data.app : "app");
