// Models the volume part of pkg/api/pod/warnings.go (v1.36): plugins that are gone and files of one volume that hide each other.
import { isJsonObject } from "#api/json";
import type { Json, JsonObject } from "#api/meta";
import { milliValue, quantityOf } from "#api/quantity";
import { goQuote } from "#api/go-quote";
import { objectOf, objectsOf, textOf } from "../json-object.ts";

const PLUGINS: readonly (readonly [plugin: string, message: string])[] = [
  ["photonPersistentDisk", "deprecated in v1.11, non-functional in v1.16+"],
  ["gitRepo", "deprecated in v1.11, and disabled by default in v1.33+"],
  ["scaleIO", "deprecated in v1.16, non-functional in v1.22+"],
  ["flocker", "deprecated in v1.22, non-functional in v1.25+"],
  ["storageos", "deprecated in v1.22, non-functional in v1.25+"],
  ["quobyte", "deprecated in v1.22, non-functional in v1.25+"],
  ["glusterfs", "deprecated in v1.25, non-functional in v1.26+"],
  ["ephemeral", ""],
  ["cephfs", "deprecated in v1.28, non-functional in v1.31+"],
  ["rbd", "deprecated in v1.28, non-functional in v1.31+"],
];

/** Warnings name one plugin otherwise than its field. */
const shownPlugin = (plugin: string): string => (plugin === "storageos" ? "storageOS" : plugin);

export const warningsForVolume = (volume: JsonObject, path: string): readonly string[] =>
  PLUGINS.filter(([plugin]) => isJsonObject(volume[plugin])).flatMap(([plugin, message]) => {
    if (plugin !== "ephemeral") return [`${path}.${shownPlugin(plugin)}: ${message}`];
    const template = objectOf(volume["ephemeral"])["volumeClaimTemplate"];
    return isJsonObject(template)
      ? warningsForClaimSpec(objectOf(template["spec"]), `${path}.ephemeral.volumeClaimTemplate.spec`)
      : [];
  });

/** A size must be whole bytes. */
export const warningsForFraction = (amount: Json | undefined, path: string): readonly string[] =>
  amount !== undefined && milliValue(quantityOf(textOf(amount))) % 1000n !== 0n
    ? [`${path}: fractional byte value ${goQuote(textOf(amount))} is invalid, must be an integer`]
    : [];

export const warningsForClaimSpec = (spec: JsonObject, path: string): readonly string[] => {
  const resources = objectOf(spec["resources"]);
  return ["requests", "limits"].flatMap((list) =>
    warningsForFraction(objectOf(resources[list])["storage"], `${path}.resources.${list}[storage]`),
  );
};

interface VirtualPath {
  readonly path: string;
  readonly source: string;
}

const shownPath = ({ path, source }: VirtualPath): string =>
  source === "" ? goQuote(path) : `${goQuote(path)} (${source})`;

const withoutSlash = (path: string): string => path.replace(/\/+$/, "");

const pathsOf = (items: Json | undefined, source: string): readonly VirtualPath[] =>
  objectsOf(items).map((item) => ({ path: textOf(item["path"]), source }));

const isBelow = (inner: string, outer: string): boolean => `${inner}/`.startsWith(`${outer}/`);

/** What each path hides of those before it. */
const overlapsOf = (paths: readonly VirtualPath[]): readonly string[] => {
  const trimmed = paths.map(({ path, source }) => ({ path: withoutSlash(path), source }));
  return trimmed.flatMap((needle, i) =>
    needle.path === ""
      ? []
      : trimmed
          .slice(0, i)
          .filter(({ path }) => path !== "" && (isBelow(path, needle.path) || isBelow(needle.path, path)))
          .map((other) => `${shownPath(needle)} with ${shownPath(other)}`),
  );
};

export const warningsForOverlappingPaths = (volume: JsonObject): readonly string[] => {
  const name = goQuote(textOf(volume["name"]));
  const { configMap, secret, downwardAPI } = volume;
  const warn = (source: string, paths: readonly VirtualPath[]): readonly string[] =>
    overlapsOf(paths).map((overlap) => `volume ${name} (${source}): overlapping paths: ${overlap}`);
  const mapped = objectOf(configMap);
  const hidden = objectOf(secret);
  const sources = objectsOf(objectOf(volume["projected"])["sources"]);
  return [
    ...warn(`ConfigMap ${goQuote(textOf(mapped["name"]))}`, pathsOf(mapped["items"], "")),
    ...warn(`Secret ${goQuote(textOf(hidden["secretName"]))}`, pathsOf(hidden["items"], "")),
    ...warn("DownwardAPI", pathsOf(objectOf(downwardAPI)["items"], "")),
    ...sources
      .filter((source) => Object.keys(source).length === 0)
      .map(() => `volume ${name} (Projected) has no sources provided`),
    ...warn("Projected", sources.flatMap(projectedPaths)),
  ];
};

const named = (kind: string, value: JsonObject): string => `${kind} ${goQuote(textOf(value["name"]))}`;

const projectedPaths = (source: JsonObject): readonly VirtualPath[] => {
  const { configMap, secret, downwardAPI, serviceAccountToken, clusterTrustBundle } = source;
  if (isJsonObject(configMap) && configMap["items"] !== undefined) {
    return pathsOf(configMap["items"], named("ConfigMap", configMap));
  }
  if (isJsonObject(secret) && secret["items"] !== undefined) return pathsOf(secret["items"], named("Secret", secret));
  if (isJsonObject(downwardAPI) && downwardAPI["items"] !== undefined)
    return pathsOf(downwardAPI["items"], "DownwardAPI");
  if (isJsonObject(serviceAccountToken)) {
    return [{ path: textOf(serviceAccountToken["path"]), source: "ServiceAccountToken" }];
  }
  if (isJsonObject(clusterTrustBundle)) {
    const bundle = textOf(clusterTrustBundle["name"] ?? clusterTrustBundle["signerName"]);
    return [{ path: textOf(clusterTrustBundle["path"]), source: `ClusterTrustBundle ${goQuote(bundle)}` }];
  }
  return [];
};
