// Models how kubectl finds a kind by what a learner types (client-go restmapper over discovery, v1.36).

import { discovered, type DiscoveredResource, type ResourceInfo } from "./discovered.ts";
import type { ResourceName } from "./resources.ts";

const isResourceInfo = (info: DiscoveredResource): info is ResourceInfo => info.isKept;

/** The kinds that are kept, in the order in which `kubectl api-resources` prints them. */
export const resources: readonly ResourceInfo[] = discovered.filter(isResourceInfo);

export const apiVersionOf = (info: Pick<DiscoveredResource, "group" | "version">): string =>
  info.group === "" ? info.version : `${info.group}/${info.version}`;

/** A name with its group behind it, which the core has none of: `deployment.apps`, `pods`. */
export const inGroup = (name: string, group: string): string => (group === "" ? name : `${name}.${group}`);

/** `deployments.apps`: a name that can only mean this resource. */
export const qualifiedPlural = (info: Pick<DiscoveredResource, "plural" | "group">): string =>
  inGroup(info.plural, info.group);

/** `deployment.apps`: how success lines name the kind. */
export const qualifiedSingular = (info: Pick<DiscoveredResource, "kind" | "group">): string =>
  inGroup(info.kind.toLowerCase(), info.group);

/** `Deployment.apps`: how refusals name it. */
export const qualifiedKind = (info: Pick<DiscoveredResource, "kind" | "group">): string =>
  inGroup(info.kind, info.group);

const byKind = new Map(resources.map((info) => [`${apiVersionOf(info)} ${info.kind}`, info]));
const byPlural = new Map<string, ResourceInfo>(resources.map((info) => [info.plural, info]));

export const resourceOf = (apiVersion: string, kind: string): ResourceInfo | undefined =>
  byKind.get(`${apiVersion} ${kind}`);

/** The row of a resource by its own plural name. */
export const infoOf = (name: ResourceName): ResourceInfo => {
  const info = byPlural.get(name);
  if (!info) throw new Error(`resource ${name} is not in the scheme`);
  return info;
};

/**
 * What a learner calls a resource: `pods`, `pod`, `po`, `Pod`, `deployments.apps`, `deploy.apps`, `deployments.v1.apps`.
 * Of two kinds with one name the first in discovery wins. Kinds that are not kept are found too (see isKept).
 */
export const discoveredByName = (text: string): DiscoveredResource | undefined => {
  const lower = text.toLowerCase();
  const dot = lower.indexOf(".");
  if (dot < 0) return findNamed(discovered, lower);
  const name = lower.slice(0, dot);
  const qualifier = lower.slice(dot + 1);
  const exact = discovered.filter(
    (info) => qualifier === `${info.version}.${info.group}` || (qualifier !== "" && qualifier === info.group),
  );
  // Without an exact group the mapper is content with the beginning of one: `ingresses.networking`.
  const prefixed = discovered.filter((info) => qualifier !== "" && info.group.startsWith(qualifier));
  return findNamed(exact, name) ?? findNamed(prefixed, name);
};

/** As discoveredByName, but only among the kinds that are kept. */
export const resourceByName = (text: string): ResourceInfo | undefined => {
  const info = discoveredByName(text);
  return info && isResourceInfo(info) ? info : undefined;
};

/** `default/web-1`, or `node-1` for what has no namespace. */
export const keyOf = (object: { readonly metadata: { readonly name: string; readonly namespace?: string } }): string =>
  object.metadata.namespace ? `${object.metadata.namespace}/${object.metadata.name}` : object.metadata.name;

const findNamed = (infos: readonly DiscoveredResource[], name: string): DiscoveredResource | undefined =>
  infos.find((info) => info.plural === name) ??
  infos.find((info) => info.singular === name) ??
  infos.find((info) => info.shortNames.includes(name));
