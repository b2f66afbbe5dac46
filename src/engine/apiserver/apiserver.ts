// Models kube-apiserver's handlers (staging/src/k8s.io/apiserver/pkg/endpoints/handlers, registry/generic/registry/store.go, v1.36):
// admission -> defaulting -> validation -> store -> watch. People's requests take the whole way; the engine's own components, whose
// objects are typed, use `write` and `writeStatus`, which keep versions, generations and finalizers but do not validate again.
import type { KubeObject, ObjectMeta, Status, StringMap } from "#api/meta";
import { deepEqual, withFields } from "#api/json";
import { refuse, ok, type Result } from "#api/result";
import type { ResourceMap, ResourceName } from "#api/resources";
import type { ResourceInfo } from "#api/discovered";
import { infoOf, keyOf, qualifiedKind } from "#api/scheme";
import type { Pod } from "#api/core-pod";
import { formatTime } from "#api/time";
import type { Rng } from "../clock/rng.ts";
import { admit, isRefusal } from "./admission/admission.ts";
import { allocate, indexAllocations } from "./allocation/allocate.ts";
import { checks } from "./checks.ts";
import { deletionOf, type DeleteOptions, lastStateOf } from "./deletion.ts";
import { withDisruptionTarget } from "./disruption-target.ts";
import { nextGeneration, ObjectWriter, type ObjectWriterOptions } from "./object-writer.ts";
import { NAMELESS, placedAs } from "./patch-place.ts";
import type { PatchRequest } from "./patch-request.ts";
import { chargeQuotas, type QuotaRequest } from "./quota/charge.ts";
import { strategyOf } from "./registry.ts";
import { alreadyExists, conflict, makeStatus, notFound } from "#api/status";
import type { WritableStore } from "./store.ts";
import type { FieldRefusal } from "./strategy.ts";
import type { FieldValidation } from "./strict/field-validation.ts";

export interface WriteOptions {
  /** Goes the whole way, and stores nothing. */
  readonly dryRun?: boolean;
  /** What becomes of fields that no type has; without it the object is one of the cluster's own, whose types are right. */
  readonly fieldValidation?: FieldValidation;
  /** Called when it is stored. `asked`: the object with its defaults, as it was before admission. */
  readonly onWritten?: (asked: KubeObject, old: KubeObject | undefined, stored: KubeObject) => void;
}

/** What a request answers: the object, and the `Warning:` headers that came with it. */
export interface Answer<T> {
  readonly object: T;
  readonly warnings: readonly string[];
}

const EMPTY: readonly string[] = [];

export class ApiServer {
  readonly #store: WritableStore;
  readonly #rng: Rng;
  readonly #writer: ObjectWriter;
  readonly #wallMs: () => number;

  constructor(options: ObjectWriterOptions) {
    this.#store = options.store;
    indexAllocations(options.store);
    this.#rng = options.rng;
    this.#writer = new ObjectWriter(options);
    this.#wallMs = () => options.wallMs();
  }

  /** The version that the newest write got. */
  resourceVersion(): number {
    return this.#writer.version();
  }

  create<R extends ResourceName>(
    resource: R,
    object: KubeObject,
    options: WriteOptions = {},
  ): Result<Answer<ResourceMap[R]>> {
    const checked = checks().checkBody(object, options.fieldValidation);
    if (!checked.ok) return checked;
    const created = this.#create(resource, object, options);
    if (!created.ok) return told(created, checked.value);
    return answer(created.value, [...checked.value, ...strategyOf(resource).warnings(created.value)]);
  }

  /** Replaces an object. A resourceVersion, if given, must be the current one. */
  update<R extends ResourceName>(
    resource: R,
    object: KubeObject,
    options: WriteOptions = {},
  ): Result<Answer<ResourceMap[R]>> {
    const checked = checks().checkBody(object, options.fieldValidation);
    return checked.ok ? told(this.#update<R>(resource, object, options), checked.value) : checked;
  }

  #update<R extends ResourceName>(
    resource: R,
    object: KubeObject,
    options: WriteOptions,
  ): Result<Answer<ResourceMap[R]>> {
    const info = infoOf(resource);
    const key = keyOf(object);
    const old = this.#store.get(resource, key) as KubeObject | undefined;
    if (!old) return refuse(notFound(info, object.metadata.name));
    const stale = staleness(info, object, old);
    if (stale) return refuse(stale);
    const strategy = strategyOf(resource);
    const carried = carryOver(strategy.default(object), old);
    const admitted = admit({ info, operation: "UPDATE", object: carried, old, store: this.#store, rng: this.#rng });
    if (isRefusal(admitted)) return refuse(admitted);
    const prepared = strategy.prepareForUpdate(admitted, old, { wallMs: this.#wallMs() });
    const refusal = strategy.validateUpdate(prepared, old);
    if (refusal) return refuse(invalid(info, prepared.metadata.name, refusal));
    const now = allocate(resource, prepared, { store: this.#store, rng: this.#rng, dryRun: options.dryRun });
    if ("causes" in now) return refuse(invalid(info, prepared.metadata.name, now));
    const charged = this.#charge({ info, object: now, old, store: this.#store }, options.dryRun === true);
    if (charged) return refuse(charged);
    const stored = this.#writer.change({ resource, key, now, old, dryRun: options.dryRun === true });
    if (!options.dryRun) options.onWritten?.(carried, old, stored);
    return answer<ResourceMap[R]>(stored, strategy.warnings(now, old));
  }

  /** Merge, strategic merge or JSON patch of the live object, then as an update. */
  patch<R extends ResourceName>(
    resource: R,
    key: string,
    patch: PatchRequest,
    options: WriteOptions = {},
  ): Result<Answer<ResourceMap[R]>> {
    const info = infoOf(resource);
    const old = this.#store.get(resource, key) as KubeObject | undefined;
    if (!old) return refuse(notFound(info, key.slice(key.indexOf("/") + 1)));
    const patched = checks().applyPatch(old, patch);
    if (!patched.ok) return patched;
    const checked = checks().checkPatched(patched.value, patch, options.fieldValidation, old);
    if (!checked.ok) return checked;
    const placed = placedAs(old, patched.value);
    if (!placed) return refuse(invalid(info, "", NAMELESS));
    return told(this.#update<R>(resource, placed, options), checked.value);
  }

  /** Deletes, or marks for deletion where something must end first (a pod's grace, finalizers). */
  delete<R extends ResourceName>(
    resource: R,
    key: string,
    options: DeleteOptions = {},
  ): Result<Answer<ResourceMap[R]>> {
    const info = infoOf(resource);
    const old = this.#store.get(resource, key) as KubeObject | undefined;
    if (!old) return refuse(notFound(info, key.slice(key.indexOf("/") + 1)));
    if (options.uid !== undefined && options.uid !== old.metadata.uid) {
      const why = `Precondition failed: UID in precondition: ${options.uid}, UID in object meta: ${old.metadata.uid}`;
      return refuse(conflict(info, old.metadata.name, why));
    }
    const admitted = admit({ info, operation: "DELETE", object: old, old, store: this.#store, rng: this.#rng });
    if (isRefusal(admitted)) return refuse(admitted);
    const marked = deletionOf(resource, old, options, this.#wallMs());
    const last = marked ?? lastStateOf(resource, old, this.#wallMs());
    if (options.dryRun) return answer(last, EMPTY);
    if (marked === undefined) {
      const gone = last === old ? old : this.#writer.replace(resource, key, last, old);
      this.#writer.remove(resource, key, gone);
      return answer(gone, EMPTY);
    }
    return answer(marked === old ? old : this.#writer.replace(resource, key, marked, old), EMPTY);
  }

  /** The pods/eviction subresource: a deletion, if the pod's disruption budget allows it. */
  evict(key: string, options: DeleteOptions = {}): Result<Answer<Pod>> {
    const pod = this.#store.get("pods", key);
    if (!pod) return refuse(notFound(infoOf("pods"), key.slice(key.indexOf("/") + 1)));
    const verdict = checks().judgeEviction(this.#store, pod);
    if (!verdict.isAllowed) return refuse(verdict.status);
    if (options.dryRun) return answer<Pod>(pod, EMPTY);
    const time = formatTime(this.#wallMs());
    const { budget } = verdict;
    if (budget?.status) {
      this.writeStatus("poddisruptionbudgets", keyOf(budget), checks().chargedStatus(budget.status, pod, time));
    }
    const { generation } = pod.metadata;
    const note = { reason: "EvictionByEvictionAPI", message: "Eviction API: evicting", generation };
    if (!pod.metadata.deletionTimestamp) {
      this.writeStatus("pods", key, withDisruptionTarget(pod.status, note, time));
    }
    return this.delete("pods", key, options);
  }

  /** The pods/binding subresource: sets the node, and copies its topology labels (admission podtopologylabels). */
  bind(key: string, nodeName: string): Result<Answer<Pod>> {
    const pod = this.#store.get("pods", key);
    if (!pod) return refuse(notFound(infoOf("pods"), key.slice(key.indexOf("/") + 1)));
    if (pod.spec.nodeName) {
      return refuse(
        conflict(
          BINDING,
          pod.metadata.name,
          `pod ${pod.metadata.name} is already assigned to node "${pod.spec.nodeName}"`,
        ),
      );
    }
    const nodeLabels = this.#store.get("nodes", nodeName)?.metadata.labels ?? {};
    const topology = Object.entries(nodeLabels).filter(([k]) => TOPOLOGY_LABELS.includes(k));
    const metadata =
      topology.length > 0
        ? { ...pod.metadata, labels: { ...pod.metadata.labels, ...Object.fromEntries(topology) } }
        : pod.metadata;
    const { nominatedNodeName: _, ...status } = pod.status ?? {};
    const scheduled = {
      type: "PodScheduled",
      status: "True" as const,
      lastProbeTime: null,
      lastTransitionTime: formatTime(this.#wallMs()),
      ...(pod.metadata.generation === undefined ? {} : { observedGeneration: pod.metadata.generation }),
    };
    const conditions = [...(status.conditions ?? []).filter((c) => c.type !== "PodScheduled"), scheduled];
    const spec = withFields(pod.spec, { nodeName });
    const bound: Pod = withFields(pod, { metadata, spec, status: withFields(status, { conditions }) });
    return answer<Pod>(this.#writer.replace("pods", key, bound, pod), EMPTY);
  }

  /**
   * A component's write to an object that it read: `change` answers the new object, or the same one for no write. Versions,
   * generation and finalizers are kept; nothing is validated. Answers what is stored, or undefined if it is gone.
   */
  write<R extends ResourceName>(
    resource: R,
    key: string,
    change: (old: ResourceMap[R]) => ResourceMap[R],
  ): ResourceMap[R] | undefined {
    const old = this.#store.get(resource, key);
    if (!old) return undefined;
    const now = change(old) as KubeObject;
    if (now === old) return old;
    const bumped = strategyOf(resource).generationChanged(now, old) ? nextGeneration(now) : now;
    return this.#writer.change({ resource, key, now: bumped, old, dryRun: false }) as unknown as ResourceMap[R];
  }

  /** A component's write of the status (and, given, of the annotations) alone. Equal ones are no write; generation stays. */
  writeStatus<R extends ResourceName>(
    resource: R,
    key: string,
    status: ResourceMap[R] extends { readonly status?: infer S } ? S : never,
    annotations?: StringMap,
  ): ResourceMap[R] | undefined {
    const old = this.#store.get(resource, key) as (KubeObject & { readonly status?: unknown }) | undefined;
    if (!old) return undefined;
    const metadata = annotations ? { ...old.metadata, annotations } : old.metadata;
    if (deepEqual(old.status, status) && deepEqual(old.metadata, metadata)) return old as unknown as ResourceMap[R];
    const now: KubeObject = withFields(old, { metadata, status });
    return this.#writer.replace(resource, key, now, old) as unknown as ResourceMap[R];
  }

  /** A component's create: named, stamped and admitted, but not validated. */
  createTrusted<R extends ResourceName>(resource: R, object: ResourceMap[R]): Result<ResourceMap[R]> {
    const created = this.#create(resource, object, { isTrusted: true });
    return created.ok ? ok(created.value as ResourceMap[R]) : created;
  }

  /** Quotas come last, so that nothing is charged for what is refused. */
  #charge(request: QuotaRequest, dryRun: boolean): Status | undefined {
    const charges = chargeQuotas(request);
    if ("code" in charges) return charges;
    for (const { quota, used } of dryRun ? [] : charges) {
      this.writeStatus("resourcequotas", keyOf(quota), { ...quota.status, used });
    }
    return undefined;
  }

  #create(
    resource: ResourceName,
    object: KubeObject,
    { isTrusted = false, dryRun = false, onWritten }: WriteOptions & { readonly isTrusted?: boolean },
  ): Result<KubeObject> {
    const info = infoOf(resource);
    const strategy = strategyOf(resource);
    const defaulted = isTrusted ? strategy.defaultTrusted(object) : strategy.default(object);
    const named = this.#writer.named(defaulted, (o) => this.#store.get(resource, keyOf(o)) !== undefined);
    const admitted = admit({ info, operation: "CREATE", object: named, store: this.#store, rng: this.#rng });
    if (isRefusal(admitted)) return refuse(admitted);
    // The strategy may need the uid: a Job's selector is made of it.
    const prepared = strategy.prepareForCreate(this.#writer.born(admitted), { wallMs: this.#wallMs() });
    const refusal = isTrusted ? undefined : strategy.validate(prepared);
    if (refusal) return refuse(invalid(info, prepared.metadata.name, refusal));
    const key = keyOf(prepared);
    if (this.#store.get(resource, key)) return refuse(alreadyExists(info, prepared.metadata.name));
    const allocated = allocate(resource, prepared, { store: this.#store, rng: this.#rng, dryRun });
    if ("causes" in allocated) return refuse(invalid(info, prepared.metadata.name, allocated));
    const charged = this.#charge({ info, object: allocated, store: this.#store }, dryRun);
    if (charged) return refuse(charged);
    if (dryRun) return ok(allocated);
    const stored = this.#writer.add(resource, key, allocated);
    onWritten?.(named, undefined, stored);
    return ok(stored);
  }
}

const BINDING = { ...infoOf("pods"), plural: "pods/binding" } as unknown as ResourceInfo;
const TOPOLOGY_LABELS: readonly string[] = ["topology.kubernetes.io/zone", "topology.kubernetes.io/region"];

/** What was warned of while a request was read comes before what it led to, a refusal too. */
const told = <T>(done: Result<Answer<T>>, warnings: readonly string[]): Result<Answer<T>> =>
  done.ok ? ok({ ...done.value, warnings: [...warnings, ...done.value.warnings] }) : { ...done, warnings };

const answer = <T extends KubeObject>(object: KubeObject, warnings: readonly string[]): Result<Answer<T>> =>
  ok({ object: object as T, warnings });

const staleness = (info: ResourceInfo, object: KubeObject, old: KubeObject): Status | undefined => {
  const { resourceVersion, uid, name } = object.metadata;
  if (uid && uid !== old.metadata.uid) {
    return conflict(
      info,
      name,
      `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${old.metadata.uid}`,
    );
  }
  if (!resourceVersion || resourceVersion === old.metadata.resourceVersion) return undefined;
  return conflict(
    info,
    name,
    "the object has been modified; please apply your changes to the latest version and try again",
  );
};

/** What a writer cannot change: identity, birth and death. */
const carryOver = (object: KubeObject, old: KubeObject): KubeObject => {
  const { deletionTimestamp, deletionGracePeriodSeconds, generation, generateName: base } = old.metadata;
  const { uid, creationTimestamp, resourceVersion } = old.metadata;
  const metadata = object.metadata as ObjectMeta & { readonly managedFields?: unknown };
  // Who owns which fields is kept beside the object.
  const {
    generation: _g,
    deletionTimestamp: _d,
    deletionGracePeriodSeconds: _p,
    managedFields: _m,
    ...rest
  } = metadata;
  return {
    ...object,
    metadata: {
      ...rest,
      ...(uid ? { uid } : {}),
      ...(creationTimestamp ? { creationTimestamp } : {}),
      ...(resourceVersion ? { resourceVersion } : {}),
      ...(generation === undefined ? {} : { generation }),
      ...(base === undefined ? {} : { generateName: base }),
      ...(deletionTimestamp ? { deletionTimestamp } : {}),
      ...(deletionGracePeriodSeconds === undefined ? {} : { deletionGracePeriodSeconds }),
    },
  };
};

/** An object that nobody named has the empty name. */
const invalid = (info: ResourceInfo, name: string | undefined, refusal: FieldRefusal): Status =>
  makeStatus(422, "Invalid", `${qualifiedKind(info)} "${name ?? ""}" is invalid: ${refusal.message}`, {
    name: name ?? "",
    ...(info.group ? { group: info.group } : {}),
    kind: info.kind,
    causes: refusal.causes,
  });
