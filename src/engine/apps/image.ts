// Models github.com/distribution/reference (as vendored by Kubernetes v1.36) and what containerd says of an image that it cannot get.
import { memoise } from "#api/memoise";
import { compareStrings } from "#api/compare";
import { fnv1a } from "../clock/rng.ts";
import type { ImageBehaviour } from "../scenario.ts";
import type { Sim } from "../sim.ts";
import { systemImages } from "./system-images.ts";

/** What the registry holds now under a reference: a tag that was pushed again is the same name with a higher revision. */
interface RegistryImage {
  readonly revision: number;
  readonly behaviour: ImageBehaviour;
}

type ParsedReference = { readonly canonical: string; readonly repository: string } | { readonly error: string };

const DEFAULT_DOMAIN = "docker.io";
const DEFAULT_SIZE_BYTES = 2_754_000;
const MEBIBYTE = 1_048_576;
/** An image that is in no registry any more does nothing. */
const NOTHING: ImageBehaviour = {};
const NAME = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/;
const TAG = /^[\w][\w.-]{0,127}$/;

/** `good/app` is `docker.io/good/app:latest`; a first part with a dot, a colon or a capital letter is a host. */
export const parseReference = (text: string): ParsedReference => {
  const [named, digest] = splitOnce(text, text.indexOf("@"));
  const slash = named.indexOf("/");
  const first = slash < 0 ? "" : named.slice(0, slash);
  const isHost = slash >= 0 && (/[.:]/.test(first) || first === "localhost" || first.toLowerCase() !== first);
  const domain = isHost ? first : DEFAULT_DOMAIN;
  const rest = isHost ? named.slice(slash + 1) : named;
  const remainder = domain === DEFAULT_DOMAIN && !rest.includes("/") ? `library/${rest}` : rest;
  const [name, tag] = splitOnce(remainder, remainder.indexOf(":"));
  if (name.toLowerCase() !== name) {
    return { error: `invalid reference format: repository name (${name}) must be lowercase` };
  }
  if (!NAME.test(name) || (tag !== undefined && !TAG.test(tag))) return { error: "invalid reference format" };
  const repository = `${domain}/${name}`;
  if (digest !== undefined) return { canonical: `${repository}@${digest}`, repository };
  return { canonical: `${repository}:${tag ?? "latest"}`, repository };
};

const splitOnce = (text: string, at: number): readonly [string, string | undefined] =>
  at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];

/** 64 hex digits that one image content always has: eight hashes of its name and revision. */
const digestOf = (canonical: string, revision: number): string => {
  let digest = "";
  for (let i = 0; i < 8; i++) digest += fnv1a(`${canonical}#${revision}#${i}`).toString(16).padStart(8, "0");
  return digest;
};

export const sizeOf = (behaviour: ImageBehaviour): number =>
  behaviour.sizeMi === undefined ? DEFAULT_SIZE_BYTES : Math.round(behaviour.sizeMi * MEBIBYTE);

export const notFoundText = (canonical: string): string =>
  `rpc error: code = NotFound desc = failed to pull and unpack image "${canonical}": ` +
  `failed to resolve reference "${canonical}": ${canonical}: not found`;

/** The registry: the scenario's images, and what was pushed since. */
export class Registry {
  readonly #sim: Sim;
  readonly #pushed;
  readonly #byCanonical: ReadonlyMap<string, ImageBehaviour>;
  readonly #digests = new Map<string, string>();

  constructor(sim: Sim) {
    this.#sim = sim;
    this.#pushed = sim.table<RegistryImage>("registry/images");
    this.#byCanonical = canonicalNames({ ...systemImages, ...sim.scenario.images });
  }

  /** What is under this reference now; undefined if there is nothing. */
  get(canonical: string): RegistryImage | undefined {
    const pushed = this.#pushed.get(canonical);
    if (pushed) return pushed;
    const names = this.#byCanonical;
    // Of what people ask from inside with, all versions are alike.
    const behaviour =
      names.get(canonical) ?? names.get(canonical.replace(/(\/(?:busybox|alpine)):[\d.]+$/, "$1:latest"));
    return behaviour && { revision: 0, behaviour };
  }

  /** What a node that pulled this revision runs, whatever was pushed since. */
  at(canonical: string, revision: number): ImageBehaviour {
    const now = this.get(canonical);
    if (now?.revision === revision) return now.behaviour;
    return this.#pushed.get(`${canonical}#${revision}`)?.behaviour ?? NOTHING;
  }

  /** `docker.io/demo/web@sha256:...`: the content's own name. */
  imageId(canonical: string, repository: string, revision: number): string {
    const key = `${canonical}#${revision}`;
    let digest = this.#digests.get(key);
    if (!digest) this.#digests.set(key, (digest = digestOf(canonical, revision)));
    return `${repository}@sha256:${digest}`;
  }

  /** Puts another content under a reference, as a build does that uses one tag again. */
  push(reference: string, behaviour: ImageBehaviour): RegistryImage {
    const parsed = parseReference(reference);
    if ("error" in parsed) throw new Error(parsed.error);
    const before = this.get(parsed.canonical);
    const image: RegistryImage = { revision: before ? before.revision + 1 : 0, behaviour };
    if (before) this.#pushed.set(`${parsed.canonical}#${before.revision}`, before);
    this.#pushed.set(parsed.canonical, image);
    this.#sim.log({ type: "machine", node: "registry", what: "pushed", data: { reference, revision: image.revision } });
    return image;
  }
}

const canonicalNames = (images: { readonly [reference: string]: ImageBehaviour }): Map<string, ImageBehaviour> => {
  const names = new Map<string, ImageBehaviour>();
  for (const reference of Object.keys(images).toSorted(compareStrings)) {
    const parsed = parseReference(reference);
    if ("canonical" in parsed) names.set(parsed.canonical, images[reference]!);
  }
  return names;
};

export const registryOf = memoise((sim: Sim): Registry => new Registry(sim));
