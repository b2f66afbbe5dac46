// Models pkg/kubelet/images/image_manager.go and puller.go (v1.36): pulls one after the other on each node, and the images that it has.
import { compareStrings } from "#api/compare";
import type { Container } from "#api/core-container";
import type { ContainerImage } from "#api/core-node";
import { notFoundText, parseReference, sizeOf } from "../apps/image.ts";
import type { Table } from "../state/table.ts";
import { IMAGE_PULL_BACKOFF, isInBackoffSinceUpdate, nextBackoff } from "./backoff.ts";
import { normal, warning, type KubeletContext } from "./context.ts";
import type { NodeImage, PodRow, StartError } from "./rows.ts";
import { DEFAULT_BYTES_PER_SECOND, PULL_AGAIN_MS, PULL_BASE_MS } from "./timing.ts";

type NodeImages = { readonly [canonical: string]: NodeImage };

/** What has to be done before a container can be made from its image. */
export type Ensured =
  | { readonly kind: "present"; readonly image: NodeImage }
  | { readonly kind: "pull"; readonly beganMs: number; readonly doneMs: number }
  | { readonly kind: "error"; readonly error: StartError; readonly expiryMs?: number };

const present = (image: string): string =>
  `Container image "${image}" already present on machine and can be accessed by the pod`;

export class Images {
  readonly #context: KubeletContext;
  /** By node, then by canonical reference. */
  readonly #images: Table<NodeImages>;
  #pulledListener: (node: string) => void = () => undefined;

  constructor(context: KubeletContext) {
    this.#context = context;
    this.#images = context.sim.table("node/images");
  }

  /** Called when a node has an image that it had not. */
  onPulled(listener: (node: string) => void): void {
    this.#pulledListener = listener;
  }

  onNode(node: string, canonical: string): NodeImage | undefined {
    return this.#images.get(node)?.[canonical];
  }

  /** An image that the node has had since before the cluster began. */
  place(node: string, reference: string): void {
    const parsed = parseReference(reference);
    const image = "canonical" in parsed ? this.#context.apps.registry.get(parsed.canonical) : undefined;
    if (!image || "error" in parsed) throw new Error(`no image ${reference}`);
    const { canonical } = parsed;
    const sizeBytes = sizeOf(image.behaviour);
    this.#keep({ node, canonical, revision: image.revision, sizeBytes });
  }

  /** The images of a node as its status lists them: the largest 50. */
  list(node: string): ContainerImage[] {
    const own = Object.values(this.#images.get(node) ?? {});
    const sorted = own.toSorted((a, b) => b.sizeBytes - a.sizeBytes || compareStrings(a.canonical, b.canonical));
    return sorted.slice(0, 50).map(({ canonical, sizeBytes }) => ({ names: [canonical], sizeBytes }));
  }

  /** EnsureImageExists: with its events. */
  ensure(row: PodRow, container: Container): Ensured {
    const text = container.image ?? "";
    const parsed = parseReference(text);
    if ("error" in parsed) return this.#badName(row, container, parsed.error);
    const found = this.onNode(row.node, parsed.canonical);
    const policy = container.imagePullPolicy ?? "IfNotPresent";
    if (policy !== "Always" && found) {
      this.#context.event(row, normal("Pulled", present(text)), container);
      return { kind: "present", image: found };
    }
    if (policy === "Never") return this.#neverPull(row, container);
    const backoff = row.pullBackoffs?.[text];
    const now = this.#context.sim.now();
    if (backoff && isInBackoffSinceUpdate(backoff, now, IMAGE_PULL_BACKOFF)) {
      const message = `Back-off pulling image "${text}"`;
      this.#context.event(row, normal("BackOff", message), container);
      this.#context.event(row, warning("Failed", "Error: ImagePullBackOff"), container);
      const error = { reason: "ImagePullBackOff", message: `${message}: ErrImagePull: ${backoff.error}` };
      return { kind: "error", error, expiryMs: backoff.updatedMs + backoff.delayMs };
    }
    this.#context.event(row, normal("Pulling", `Pulling image "${text}"`), container);
    return this.#queue(row.node, parsed.canonical);
  }

  /** The end of a pull: the image is there, or the error that the kubelet keeps. */
  pulled(row: PodRow, container: Container, times: { readonly beganMs: number; readonly askedMs: number }): Ensured {
    const text = container.image ?? "";
    const parsed = parseReference(text);
    if ("error" in parsed) return this.#badName(row, container, parsed.error);
    const { sim, apps } = this.#context;
    const found = apps.registry.get(parsed.canonical);
    if (!found) return this.#pullFailed(row, container, notFoundText(parsed.canonical));
    const sizeBytes = sizeOf(found.behaviour);
    const image: NodeImage = { node: row.node, canonical: parsed.canonical, revision: found.revision, sizeBytes };
    if (this.onNode(row.node, parsed.canonical)?.revision !== image.revision) {
      this.#keep(image);
      this.#pulledListener(row.node);
    }
    const took = durationText(sim.now() - times.beganMs);
    const waited = durationText(sim.now() - times.askedMs);
    const message = `Successfully pulled image "${text}" in ${took} (${waited} including waiting). Image size: ${sizeBytes} bytes.`;
    this.#context.event(row, normal("Pulled", message), container);
    return { kind: "present", image };
  }

  #keep(image: NodeImage): void {
    this.#images.set(image.node, { ...this.#images.get(image.node), [image.canonical]: image });
  }

  #queue(node: string, canonical: string): Ensured {
    const { sim, apps } = this.#context;
    const now = sim.now();
    const begin = Math.max(now, this.#context.runtime(node).pullFreeMs);
    const image = apps.registry.get(canonical);
    const hasIt = this.onNode(node, canonical)?.revision === image?.revision && image !== undefined;
    const isComing = this.#context.runtime(node).pullFreeMs > now && this.#context.runtime(node).lastPull === canonical;
    const rate = sim.scenario.registryBytesPerSecond ?? DEFAULT_BYTES_PER_SECOND;
    const bytes = image && !hasIt && !isComing ? sizeOf(image.behaviour) : 0;
    const base = hasIt || isComing ? PULL_AGAIN_MS : PULL_BASE_MS;
    const doneMs = begin + this.#context.takes(node, base) + Math.round((bytes / rate) * 1000);
    this.#context.setRuntime(node, { pullFreeMs: doneMs, lastPull: canonical });
    return { kind: "pull", beganMs: begin, doneMs };
  }

  #pullFailed(row: PodRow, container: Container, error: string): Ensured {
    const text = container.image ?? "";
    this.#context.event(row, warning("Failed", `Failed to pull image "${text}": ${error}`), container);
    this.#context.event(row, warning("Failed", "Error: ErrImagePull"), container);
    const now = this.#context.sim.now();
    const before = row.pullBackoffs?.[text];
    const backoff = { ...nextBackoff(before, now, IMAGE_PULL_BACKOFF), error };
    this.#context.update(this.#context.pods.get(row.uid) ?? row, {
      pullBackoffs: { ...row.pullBackoffs, [text]: backoff },
    });
    return { kind: "error", error: { reason: "ErrImagePull", message: error } };
  }

  #neverPull(row: PodRow, container: Container): Ensured {
    const message = `Container image "${container.image ?? ""}" is not present with pull policy of Never`;
    this.#context.event(row, warning("ErrImageNeverPull", message), container);
    this.#context.event(row, warning("Failed", "Error: ErrImageNeverPull"), container);
    return { kind: "error", error: { reason: "ErrImageNeverPull", message } };
  }

  #badName(row: PodRow, container: Container, why: string): Ensured {
    const text = container.image ?? "";
    const message = `Failed to apply default image tag "${text}": couldn't parse image name "${text}": ${why}`;
    this.#context.event(row, warning("InspectFailed", message), container);
    this.#context.event(row, warning("Failed", "Error: InvalidImageName"), container);
    return { kind: "error", error: { reason: "InvalidImageName", message } };
  }
}

/** Go's text of a duration in whole milliseconds: `85ms`, `1.234s`, `1m2.5s`. */
const durationText = (ms: number): string => {
  if (ms === 0) return "0s";
  if (ms < 1000) return `${ms}ms`;
  const minutes = Math.floor(ms / 60_000);
  const seconds = `${(ms % 60_000) / 1000}s`;
  return minutes > 0 ? `${minutes}m${seconds}` : seconds;
};
