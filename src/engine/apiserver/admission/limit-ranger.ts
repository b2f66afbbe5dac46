// Models plugin/pkg/admission/limitranger/admission.go (v1.36): what a namespace's LimitRanges give to a new pod, and what they refuse.
import { compareStrings } from "#api/compare";
import type { KubeObject, Status } from "#api/meta";
import type { Container } from "#api/core-container";
import type { LimitRange, LimitRangeItem } from "#api/core";
import type { ResourceList } from "#api/core-env";
import type { Pod } from "#api/core-pod";
import type { PersistentVolumeClaim } from "#api/core-volume";
import { formatAmounts, podLimits, podRequests } from "#api/pod-resources";
import { compareQuantities, isZero, milliValue, quantityOf } from "#api/quantity";
import { forbidden } from "#api/status";
import type { Admission, AdmissionRequest } from "./admission.ts";

const ANNOTATION = "kubernetes.io/limit-ranger";

export const limitRanger: Admission = (request) => {
  const { info, operation, object, store } = request;
  const isClaim = info.plural === "persistentvolumeclaims";
  const isNewPod = info.plural === "pods" && operation === "CREATE";
  if (!(isClaim || isNewPod) || store.count("limitranges") === 0) return object;
  const ranges = store
    .list("limitranges", object.metadata.namespace)
    .toSorted((a, b) => compareStrings(a.metadata.name, b.metadata.name));
  return ranges.reduce<KubeObject | Status>(
    (judged, range) => ("code" in judged ? judged : applyRange(request, judged, range)),
    object,
  );
};

const applyRange = ({ info }: AdmissionRequest, object: KubeObject, range: LimitRange): KubeObject | Status => {
  const isClaim = info.plural === "persistentvolumeclaims";
  const judged = isClaim ? object : withDefaults(object as Pod, range);
  const errors = range.spec.limits.flatMap((item) =>
    isClaim ? claimViolations(judged as PersistentVolumeClaim, item) : violations(judged as Pod, item),
  );
  if (errors.length === 0) return judged;
  return forbidden(info, object.metadata.name, errors.length === 1 ? errors[0]! : `[${errors.join(", ")}]`);
};

/** A claim's limits are nobody's wish: its requests alone are held against the range. */
const claimViolations = ({ spec }: PersistentVolumeClaim, { type, min, max }: LimitRangeItem): readonly string[] => {
  if (type !== "PersistentVolumeClaim") return [];
  const requests = spec.resources?.requests ?? {};
  const judgeEnd =
    (what: "minimum" | "maximum", wrong: 1 | -1) =>
    ([name, end]: readonly [string, string]) => {
      const request = requests[name];
      const rule = `${what} ${name} usage per ${type} is ${end}`;
      if (request === undefined) return `${rule}.  No request is specified`;
      return compare(request, end) * wrong > 0 ? `${rule}, but request is ${request}` : [];
    };
  return [
    ...sortedEntries(min).flatMap(judgeEnd("minimum", -1)),
    ...sortedEntries(max).flatMap(judgeEnd("maximum", 1)),
  ];
};

/** Requests and limits that a container lacks come from the Container items, and an annotation says which. */
const withDefaults = (pod: Pod, { spec }: LimitRange): Pod => {
  const items = spec.limits.filter((item) => item.type === "Container");
  const limits: ResourceList = Object.assign({}, ...items.map((item) => item.default));
  const requests: ResourceList = Object.assign({}, ...items.map((item) => item.defaultRequest));
  const notes: string[] = [];
  const fill = (kind: string) => (container: Container) => {
    const filled = {
      requests: missing(requests, container.resources?.requests),
      limits: missing(limits, container.resources?.limits),
    };
    const names = Object.entries(filled).filter(([, list]) => Object.keys(list).length > 0);
    if (names.length === 0) return container;
    for (const [what, list] of names) {
      const text = Object.keys(list).toSorted(compareStrings).join(", ");
      notes.push(`${text} ${what.slice(0, -1)} for ${kind} ${container.name}`);
    }
    const merged = Object.fromEntries(
      names.map(([what, list]) => [what, { ...container.resources?.[what as "requests"], ...list }]),
    );
    return { ...container, resources: { ...container.resources, ...merged } };
  };
  const containers = pod.spec.containers.map(fill("container"));
  const initContainers = pod.spec.initContainers?.map(fill("init container"));
  if (notes.length === 0) return pod;
  const annotations = { ...pod.metadata.annotations, [ANNOTATION]: `LimitRanger plugin set: ${notes.join("; ")}` };
  return {
    ...pod,
    metadata: { ...pod.metadata, annotations },
    spec: { ...pod.spec, containers, ...(initContainers ? { initContainers } : {}) },
  };
};

const missing = (defaults: ResourceList, given: ResourceList | undefined): ResourceList =>
  Object.fromEntries(Object.entries(defaults).filter(([name]) => given?.[name] === undefined));

interface Usage {
  readonly requests: ResourceList;
  readonly limits: ResourceList;
}

export const limitViolations = (pod: Pod, { spec }: LimitRange): readonly string[] =>
  spec.limits.flatMap((item) => violations(pod, item));

const violations = (pod: Pod, item: LimitRangeItem): readonly string[] => {
  if (item.type === "Pod") {
    const usage = { requests: formatAmounts(podRequests(pod.spec)), limits: formatAmounts(podLimits(pod.spec)) };
    return judge(item, usage);
  }
  if (item.type !== "Container") return [];
  return [...pod.spec.containers, ...(pod.spec.initContainers ?? [])].flatMap(({ resources }) =>
    judge(item, { requests: resources?.requests ?? {}, limits: resources?.limits ?? {} }),
  );
};

const sortedEntries = (list: ResourceList | undefined): (readonly [string, string])[] =>
  Object.entries(list ?? {}).toSorted(([a], [b]) => compareStrings(a, b));

const judge = (item: LimitRangeItem, usage: Usage): readonly string[] => [
  ...sortedEntries(item.min).flatMap(([name, min]) => judgeMin(item, name, min, usage) ?? []),
  ...sortedEntries(item.max).flatMap(([name, max]) => judgeMax(item, name, max, usage) ?? []),
  ...sortedEntries(item.maxLimitRequestRatio).flatMap(([name, ratio]) => judgeRatio(item, name, ratio, usage) ?? []),
];

const compare = (a: string, b: string): number => compareQuantities(quantityOf(a), quantityOf(b));

const judgeMin = ({ type }: LimitRangeItem, name: string, min: string, usage: Usage): string | undefined => {
  const request = usage.requests[name];
  const limit = usage.limits[name];
  const rule = `minimum ${name} usage per ${type} is ${min}`;
  if (request === undefined) return `${rule}.  No request is specified`;
  if (compare(request, min) < 0) return `${rule}, but request is ${request}`;
  return limit !== undefined && compare(limit, min) < 0 ? `${rule}, but limit is ${limit}` : undefined;
};

const judgeMax = ({ type }: LimitRangeItem, name: string, max: string, usage: Usage): string | undefined => {
  const request = usage.requests[name];
  const limit = usage.limits[name];
  const rule = `maximum ${name} usage per ${type} is ${max}`;
  if (limit === undefined) return `${rule}.  No limit is specified`;
  if (compare(limit, max) > 0) return `${rule}, but limit is ${limit}`;
  return request !== undefined && compare(request, max) > 0 ? `${rule}, but request is ${request}` : undefined;
};

const judgeRatio = ({ type }: LimitRangeItem, name: string, ratio: string, usage: Usage): string | undefined => {
  const request = usage.requests[name];
  const limit = usage.limits[name];
  const rule = `${name} max limit to request ratio per ${type} is ${ratio}`;
  if (request === undefined || isZero(quantityOf(request)))
    return `${rule}, but no request is specified or request is 0`;
  if (limit === undefined || isZero(quantityOf(limit))) return `${rule}, but no limit is specified or limit is 0`;
  const observed = Number(milliValue(quantityOf(limit))) / Number(milliValue(quantityOf(request)));
  const isWithin = observed <= Number(milliValue(quantityOf(ratio))) / 1000;
  return isWithin ? undefined : `${rule}, but provided ratio is ${observed.toFixed(6)}`;
};
