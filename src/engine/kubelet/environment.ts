// Models makeEnvironmentVariables of pkg/kubelet/kubelet_pods.go and third_party/forked/golang/expansion (v1.36): what a container finds in
// its environment when it starts. Nothing changes it afterwards, whatever becomes of the ConfigMap.
// Simplified: no variables for services.
import type { Container } from "#api/core-container";
import type { EnvFromSource, EnvVarSource } from "#api/core-env";
import type { Pod } from "#api/core-pod";
import type { StringMap } from "#api/meta";
import { decodeBase64 } from "#api/base64";
import { compareStrings } from "#api/compare";
import type { Store } from "../apiserver/store.ts";
import { fieldOf, resourceOf, type PodFacts } from "./pod-fields.ts";

/** The values of the variables that a program reads; of one that is not set: "". */
export const environmentOf = (facts: PodFacts, container: Container, reads: readonly string[]): StringMap => {
  const all = variablesOf(facts, container);
  return Object.fromEntries(reads.map((name) => [name, all.get(name) ?? ""]));
};

/** All that the pod gives to the container. */
export const variablesOf = (facts: PodFacts, container: Container): ReadonlyMap<string, string> => {
  const { store, pod } = facts;
  const all = new Map<string, string>();
  for (const from of container.envFrom ?? [])
    for (const [name, value] of valuesFrom(store, pod, from)) all.set(name, value);
  for (const { name, value, valueFrom } of container.env ?? []) {
    const found = valueFrom ? valueOf(facts, container, valueFrom) : expand(value ?? "", all);
    if (found !== undefined) all.set(name, found);
  }
  return all;
};

const valuesFrom = (
  store: Store,
  pod: Pod,
  { prefix = "", configMapRef, secretRef }: EnvFromSource,
): [string, string][] => {
  const values = { ...mapAt(store, pod, configMapRef?.name), ...secretAt(store, pod, secretRef?.name) };
  return Object.entries(values).map(([name, value]) => [prefix + name, value]);
};

const valueOf = (facts: PodFacts, container: Container, from: EnvVarSource): string | undefined => {
  const { store, pod } = facts;
  const { configMapKeyRef, secretKeyRef, fieldRef, resourceFieldRef } = from;
  if (configMapKeyRef) return mapAt(store, pod, configMapKeyRef.name)[configMapKeyRef.key];
  if (secretKeyRef) return secretAt(store, pod, secretKeyRef.name)[secretKeyRef.key];
  if (resourceFieldRef) return resourceOf(facts, container.name, resourceFieldRef);
  return fieldRef && fieldOf(facts, fieldRef.fieldPath);
};

const mapAt = (store: Store, pod: Pod, name: string | undefined): StringMap =>
  (name !== undefined && store.get("configmaps", `${pod.metadata.namespace ?? "default"}/${name}`)?.data) || {};

const secretAt = (store: Store, pod: Pod, name: string | undefined): StringMap => {
  const data = name === undefined ? {} : store.get("secrets", `${pod.metadata.namespace ?? "default"}/${name}`)?.data;
  return Object.fromEntries(Object.entries(data ?? {}).map(([key, value]) => [key, decodeBase64(value)]));
};

/** pkg/kubelet/container/helpers.go ExpandContainerVolumeMounts: those of a text that are not known, or empty. */
export const missingIn = (text: string, known: ReadonlyMap<string, string>): readonly string[] => {
  const names = new Set<string>();
  for (const [, name] of text.matchAll(/\$(?:\$|\(([^)]*)\))/g))
    if (name !== undefined && !known.get(name)) names.add(name);
  return [...names].toSorted(compareStrings);
};

/** `$(NAME)` is a variable that was defined before it, `$$` a dollar; a name that is not known stays as it is written. */
export const expand = (text: string, known: ReadonlyMap<string, string>): string =>
  text.replaceAll(/\$(?:\$|\(([^)]*)\))/g, (all, name: string | undefined) =>
    name === undefined ? "$" : (known.get(name) ?? all),
  );
