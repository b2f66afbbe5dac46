// Models `kubectl apply -f` as the master runs it for a pipeline (staging/src/k8s.io/kubectl/pkg/cmd/apply/{apply,patcher}.go, v1.36): each
// document is created, or patched by what it changes of the manifest that was applied last.
import { canonicalJson, isJsonObject, parseJsonObject } from "#api/json";
import type { JsonObject, KubeObject, Status } from "#api/meta";
import type { ResourceName } from "#api/resources";
import { resourceOf, qualifiedSingular } from "#api/scheme";
import { isTooDeep, TOO_DEEP } from "#api/yaml-depth";
import { kubeYaml } from "#api/yaml-options";
import { parseAllDocuments } from "yaml";
import { createThreeWayMergePatch } from "../apiserver/patch/strategic.ts";
import type { Sim } from "../sim.ts";

/** What became of one document: `deployment.apps/web configured`, or the error. */
export interface Applied {
  readonly line: string;
  readonly isRefused: boolean;
}

const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

/** Applies every document of a manifest; one that is refused does not stop the others. */
export const applyManifest = (sim: Sim, manifest: string): readonly Applied[] => {
  if (isTooDeep(manifest)) return [refused(`error: error parsing manifest: ${TOO_DEEP}`)];
  const results: Applied[] = [];
  for (const document of parseAllDocuments(manifest, kubeYaml)) {
    const [error] = document.errors;
    if (error) return [...results, refused(`error: error parsing manifest: ${error.message.split("\n")[0] ?? ""}`)];
    const object = document.toJS() as JsonObject | null;
    if (object !== null) results.push(applyObject(sim, object));
  }
  return results.length > 0 ? results : [refused("error: no objects passed to apply")];
};

interface Placed {
  readonly resource: ResourceName;
  readonly key: string;
  /** `deployment.apps/web`. */
  readonly title: string;
  /** The manifest with its namespace and the annotation that remembers it. */
  readonly modified: JsonObject;
}

const applyObject = (sim: Sim, given: JsonObject): Applied => {
  const placed = place(given);
  if (typeof placed === "string") return refused(placed);
  const { resource, key, title, modified } = placed;
  const live: KubeObject | undefined = sim.store.get(resource, key);
  if (!live) {
    const created = sim.api.create(resource, modified as unknown as KubeObject);
    return created.ok ? done(`${title} created`) : refused(kubectlError(created.status));
  }
  const original = live.metadata.annotations?.[LAST_APPLIED];
  const before = original === undefined ? modified : parseJsonObject(original);
  if (!before) return refused("error: invalid JSON document");
  const patch = createThreeWayMergePatch(before, modified, live as unknown as JsonObject);
  if (!patch.ok) return refused(`error: ${patch.error}`);
  const patched = sim.api.patch(resource, key, { type: "strategic", body: patch.value });
  if (!patched.ok) return refused(kubectlError(patched.status));
  const isSame = patched.value.object.metadata.resourceVersion === live.metadata.resourceVersion;
  return done(`${title} ${isSame ? "unchanged" : "configured"}`);
};

/** Where the object belongs, or what is wrong with it. */
const place = (given: JsonObject): Placed | string => {
  const { apiVersion, kind } = given;
  const metadata = isJsonObject(given.metadata) ? given.metadata : {};
  const info = typeof apiVersion === "string" && typeof kind === "string" ? resourceOf(apiVersion, kind) : undefined;
  if (!info)
    return `error: no matches for kind ${JSON.stringify(kind ?? "")} in version ${JSON.stringify(apiVersion ?? "")}`;
  const { name } = metadata;
  if (typeof name !== "string") return "error: resource name may not be empty";
  const namespace = typeof metadata.namespace === "string" ? metadata.namespace : "default";
  const there = info.namespaced ? { ...metadata, namespace } : { ...metadata };
  const annotations = isJsonObject(metadata.annotations) ? metadata.annotations : {};
  const remembered = `${canonicalJson({ ...given, metadata: { ...there, annotations } })}\n`;
  return {
    resource: info.plural,
    key: info.namespaced ? `${namespace}/${name}` : name,
    title: `${qualifiedSingular(info)}/${name}`,
    modified: {
      ...given,
      metadata: { ...there, annotations: { ...annotations, [LAST_APPLIED]: remembered } },
    },
  };
};

/** The API server's refusal as kubectl prints it. */
const kubectlError = ({ reason, message, details }: Status): string => {
  const invalid = message.indexOf(" is invalid: ");
  if (reason !== "Invalid" || invalid < 0) return `Error from server (${reason}): ${message}`;
  return `The ${details?.kind ?? ""} "${details?.name ?? ""}"${message.slice(invalid)}`;
};

const done = (line: string): Applied => ({ line, isRefused: false });
const refused = (line: string): Applied => ({ line, isRefused: true });
