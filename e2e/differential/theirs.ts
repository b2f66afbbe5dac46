// The same scenario on webernetes, in virtual time: its clock is stepped, and what waits for promises gets its turn between the steps.
import {
  BaseImage,
  Cluster,
  PatchStrategy,
  setHeaderOptions,
  type ClusterApplyResource,
  type ProcessContext,
} from "@ngrok/webernetes";
import type { DiffScenario, Step } from "./scenarios.ts";
import { endState, type EndState, type Objects } from "./state.ts";

const STEP_MS = 50;
const TURNS = 6;
const namespace = "default";
const STRATEGIC = setHeaderOptions("Content-Type", PatchStrategy.StrategicMergePatch);

class Server extends BaseImage {
  static readonly status: number = 200;
  override async exec(ctx: ProcessContext): Promise<number> {
    const { status } = this.constructor as typeof Server;
    ctx.listenHttp(8080, () => Promise.resolve({ status, body: "" }));
    return ctx.waitUntilKilled();
  }
}
class WebOne extends Server {
  static readonly imageName = "demo/web";
  static readonly imageVersion = "1.0";
  readonly defaultCommand = ["server"];
}
class WebTwo extends Server {
  static readonly imageName = "demo/web";
  static readonly imageVersion = "2.0";
  readonly defaultCommand = ["server"];
}
class Unready extends Server {
  static override readonly status = 503;
  static readonly imageName = "demo/unready";
  static readonly imageVersion = "1.0";
  readonly defaultCommand = ["server"];
}
class Crash extends BaseImage {
  static readonly imageName = "demo/crash";
  static readonly imageVersion = "1.0";
  readonly defaultCommand = ["sh", "-c", "sleep 3; false"];
}
export const playTheirs = async ({ steps }: DiffScenario): Promise<EndState> => {
  const cluster = new Cluster({ nodes: 3 });
  for (const image of [WebOne, WebTwo, Unready, Crash]) cluster.registerImage(image);
  cluster.clock.pause();
  const player = new Theirs(cluster);
  try {
    await player.until(cluster.init());
    for (const step of steps) await player.play(step);
    return endState(await player.objects());
  } finally {
    await player.until(cluster.close());
  }
};

class Theirs {
  readonly #cluster: Cluster;

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
  }

  /** Lets time pass until something has come. */
  async until<T>(coming: Promise<T>): Promise<T> {
    const state = { isHere: false };
    const marked = coming.finally(() => (state.isHere = true));
    marked.catch(() => undefined);
    while (!state.isHere) await this.#step(STEP_MS);
    return marked;
  }

  async play(step: Step): Promise<void> {
    const { appsv1, corev1 } = this.#cluster.api;
    if ("seconds" in step) for (let ms = 0; ms < step.seconds * 1000; ms += STEP_MS) await this.#step(STEP_MS);
    else if ("apply" in step) {
      await this.until(this.#cluster.apply(step.apply as unknown as readonly ClusterApplyResource[]));
    } else if ("patch" in step) {
      await this.until(appsv1.patchNamespacedDeployment({ namespace, name: step.patch, body: step.with }, STRATEGIC));
    } else if ("removeOneOf" in step) {
      const { items } = await this.until(
        corev1.listNamespacedPod({ namespace, labelSelector: `app=${step.removeOneOf}` }),
      );
      const [name = ""] = items.map(({ metadata }) => metadata?.name ?? "").toSorted();
      await this.until(corev1.deleteNamespacedPod({ namespace, name }));
    } else await this.until(this.#remove(step.remove, step.name));
  }

  async objects(): Promise<Objects> {
    const { appsv1, corev1, discoveryv1 } = this.#cluster.api;
    const items = async (listing: Promise<{ readonly items: readonly object[] }>): Promise<readonly object[]> =>
      (await this.until(listing)).items;
    return {
      deployments: await items(appsv1.listNamespacedDeployment({ namespace })),
      replicasets: await items(appsv1.listNamespacedReplicaSet({ namespace })),
      pods: await items(corev1.listNamespacedPod({ namespace })),
      endpointslices: await items(discoveryv1.listNamespacedEndpointSlice({ namespace })),
      events: await items(corev1.listNamespacedEvent({ namespace })),
    };
  }

  #remove(kind: Extract<Step, { readonly remove: string }>["remove"], name: string): Promise<unknown> {
    const { appsv1, corev1 } = this.#cluster.api;
    switch (kind) {
      case "deployment":
        return appsv1.deleteNamespacedDeployment({ namespace, name });
      case "service":
        return corev1.deleteNamespacedService({ namespace, name });
      case "pod":
        return corev1.deleteNamespacedPod({ namespace, name });
    }
  }

  async #step(ms: number): Promise<void> {
    this.#cluster.clock.step(ms);
    for (let turn = 0; turn < TURNS; turn++) await new Promise((resolve) => setImmediate(resolve));
  }
}
