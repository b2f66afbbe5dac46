// Models MakePayload and collectData of pkg/volume/{configmap,secret,downwardapi,projected} (v1.36): the files that a volume made from
// objects holds, or why it cannot be set up.
import { decodeBase64, encodeBase64 } from "#api/base64";
import type { KeyToPath, ServiceAccountTokenProjection, Volume, VolumeProjection } from "#api/core-volume";
import type { DownwardApiVolumeFile } from "#api/core-volume";
import type { Pod } from "#api/core-pod";
import type { StringMap } from "#api/meta";
import { fnv1a } from "../../clock/rng.ts";
import type { FileRow, Files } from "../../apps/files.ts";
import { fieldOf, resourceOf, type PodFacts } from "../pod-fields.ts";

export type Payload = { readonly files: Files } | { readonly error: string };

const DEFAULT_MODE = 0o644;

/** Of a volume that is made from objects; undefined of any other. */
export const payloadOf = (
  facts: PodFacts,
  { configMap, secret, downwardAPI, projected }: Volume,
): Payload | undefined => {
  if (configMap) return ofSource(facts, { configMap }, configMap.defaultMode);
  if (secret) return ofSource(facts, { secret: { ...secret, name: secret.secretName ?? "" } }, secret.defaultMode);
  if (downwardAPI) return ofSource(facts, { downwardAPI }, downwardAPI.defaultMode);
  if (!projected) return undefined;
  const parts = (projected.sources ?? []).map((source) => ofSource(facts, source, projected.defaultMode));
  const errors = parts.flatMap((part) => ("error" in part ? [part.error] : []));
  if (errors.length > 0) return { error: errors.length > 1 ? `[${errors.join(", ")}]` : errors[0]! };
  return { files: Object.assign({}, ...parts.map((part) => ("files" in part ? part.files : {}))) as Files };
};

/** The objects that a volume is made from, as `configmaps default/settings`: when one changes, so does it. */
export const objectsOf = (namespace: string, { configMap, secret, projected }: Volume): readonly string[] => {
  const sources: readonly VolumeProjection[] = [
    ...(configMap ? [{ configMap }] : []),
    ...(secret ? [{ secret: { name: secret.secretName ?? "" } }] : []),
    ...(projected?.sources ?? []),
  ];
  return sources.flatMap(({ configMap: map, secret: hidden }) => [
    ...(map ? [`configmaps ${namespace}/${map.name}`] : []),
    ...(hidden ? [`secrets ${namespace}/${hidden.name}`] : []),
  ]);
};

const ofSource = (facts: PodFacts, source: VolumeProjection, mode = DEFAULT_MODE): Payload => {
  const { configMap, secret, downwardAPI, serviceAccountToken } = source;
  const namespace = facts.pod.metadata.namespace ?? "default";
  if (configMap) {
    const found = facts.store.get("configmaps", `${namespace}/${configMap.name}`);
    if (!found && !configMap.optional) return { error: `configmap "${configMap.name}" not found` };
    const data = { ...found?.data, ...decoded(found?.binaryData) };
    return ofKeys(data, { ...configMap, mode, missing: "configmap references non-existent config key: " });
  }
  if (secret) {
    const found = facts.store.get("secrets", `${namespace}/${secret.name}`);
    if (!found && !secret.optional) return { error: `secret "${secret.name}" not found` };
    return ofKeys(decoded(found?.data), { ...secret, mode, missing: "references non-existent secret key: " });
  }
  if (serviceAccountToken) {
    return { files: { [serviceAccountToken.path]: { text: tokenOf(facts.pod, serviceAccountToken), mode } } };
  }
  return {
    files: Object.fromEntries((downwardAPI?.items ?? []).map((item) => [item.path, ofItem(facts, item, mode)])),
  };
};

const decoded = (data: StringMap = {}): StringMap =>
  Object.fromEntries(Object.entries(data).map(([key, value]) => [key, decodeBase64(value)]));

interface Wanted {
  readonly items?: readonly KeyToPath[];
  readonly optional?: boolean;
  readonly mode: number;
  readonly missing: string;
}

const ofKeys = (data: StringMap, { items, optional, mode, missing }: Wanted): Payload => {
  if (!items?.length) {
    return { files: Object.fromEntries(Object.entries(data).map(([key, text]) => [key, { text, mode }])) };
  }
  const files: Record<string, FileRow> = {};
  for (const item of items) {
    if (Object.hasOwn(data, item.key)) files[item.path] = { text: data[item.key]!, mode: item.mode ?? mode };
    else if (!optional) return { error: missing + item.key };
  }
  return { files };
};

const ofItem = (
  facts: PodFacts,
  { fieldRef, resourceFieldRef, ...item }: DownwardApiVolumeFile,
  mode: number,
): FileRow => ({
  text: fieldRef
    ? (fieldOf(facts, fieldRef.fieldPath) ?? "")
    : resourceFieldRef
      ? resourceOf(facts, "", resourceFieldRef)
      : "",
  mode: item.mode ?? mode,
});

/** Simplified: it has the shape of a token and says whose it is; nobody signs it, and it is never renewed. */
const tokenOf = ({ metadata, spec }: Pod, { audience }: ServiceAccountTokenProjection): string => {
  const { namespace, name, uid } = metadata;
  const account = spec.serviceAccountName ?? "default";
  const issuer = "https://kubernetes.default.svc.cluster.local";
  const claims = {
    aud: [audience ?? issuer],
    iss: issuer,
    "kubernetes.io": { namespace, pod: { name, uid }, serviceaccount: { name: account } },
    sub: `system:serviceaccount:${namespace}:${account}`,
  };
  const words = [JSON.stringify({ alg: "RS256", typ: "JWT" }), JSON.stringify(claims)].map(base64Url).join(".");
  return `${words}.${base64Url(fnv1a(words).toString(16))}`;
};

const base64Url = (text: string): string =>
  encodeBase64(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
