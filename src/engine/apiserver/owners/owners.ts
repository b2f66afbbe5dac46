// Models staging/src/k8s.io/apimachinery/pkg/util/managedfields (v1.36): the owners of the fields of objects, kept beside them.
// Simplified: only what people write is kept (and what the autoscaler scales). Of the cluster's own components only a kubelet owns something,
// the status of its pods; an object that none but the others have written has no owners.
import { isJsonObject, parseJsonObject } from "#api/json";
import type { Json, JsonObject, KubeObject } from "#api/meta";
import type { ResourceName } from "#api/resources";
import { infoOf, keyOf } from "#api/scheme";
import { structOfObject } from "#api/schema/schema";
import { badRequest, conflict, makeStatus } from "#api/status";
import { refuse, type Result } from "#api/result";
import { formatTime } from "#api/time";
import { memoise } from "#api/memoise";
import type { Sim } from "../../sim.ts";
import type { Table } from "../../state/table.ts";
import type { Answer, WriteOptions } from "../apiserver.ts";
import { at } from "../json-object.ts";
import { compare, ownable, zeroOf } from "./compare.ts";
import { common, fieldsOf, fromFieldsV1, union, without } from "./field-set.ts";
import {
  afterUpdate,
  applied,
  inTheirOrder,
  withEntry,
  type Applied,
  type Conflict,
  conflictCauses,
  conflictText,
  type Entry,
  type Who,
} from "./managers.ts";
import { kubeletEntry } from "./status-owner.ts";
import { rootPlace, type Place } from "./topology.ts";
import { typeErrors } from "./typed.ts";

interface Row {
  readonly uid: string;
  readonly entries: readonly Entry[];
}

export interface ApplyRequest extends WriteOptions {
  readonly manager: string;
  readonly isForced: boolean;
}

const NONE: readonly Entry[] = [];
const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
const LAST_APPLIED_PATH = `f:metadata\nf:annotations\nf:${LAST_APPLIED}`;
const REPLICAS = "f:spec\nf:replicas";
/** What components write into the metadata of an object is theirs, though nobody keeps book of it. */
const KEPT = /^f:metadata\nf:(?:annotations|labels|finalizers)\n/;
const SWEEP_EVERY = 64;
const CLIENT_SIDE = "kubectl-client-side-apply";

export class Owners {
  readonly #sim: Sim;
  readonly #rows: Table<Row>;

  constructor(sim: Sim) {
    this.#sim = sim;
    this.#rows = sim.table("apiserver/owners");
  }

  /** metadata.managedFields of an object. */
  of(resource: ResourceName, object: KubeObject, key: string): readonly Entry[] {
    const row = this.#rows.get(`${resource} ${key}`);
    return row && row.uid === object.metadata.uid ? row.entries : appliedBefore(object);
  }

  /** With what the kubelet owns of a pod. */
  shown(resource: ResourceName, object: KubeObject, key: string): readonly Entry[] {
    const entry = kubeletEntry(object);
    return entry ? inTheirOrder([...this.of(resource, object, key), entry]) : this.of(resource, object, key);
  }

  /** For a write by this manager, to be called once it is stored. `asked`: the object as it was asked for, with its defaults. */
  noteOf(resource: ResourceName, manager: string): NonNullable<WriteOptions["onWritten"]> {
    return (asked, old, stored) => {
      const object = asked as unknown as JsonObject;
      const struct = structOfObject(object)?.name;
      if (struct === undefined) return;
      const key = keyOf(stored);
      const entries = old ? this.of(resource, old, key) : NONE;
      const before = old ? ownable(old as unknown as JsonObject) : ownable(zeroOf(struct));
      const comparison = compare({ old: before, now: ownable(object) }, rootPlace(struct));
      this.#put(resource, stored, afterUpdate(entries, this.#who(stored, manager, "Update"), comparison));
    };
  }

  /** Of a change by the scale subresource. Who owns no replicas is not followed there. */
  noteScale(resource: ResourceName, old: KubeObject, stored: KubeObject, manager: string): void {
    const entries = this.of(resource, old, keyOf(old));
    const isOwned = entries.some(({ fieldsV1 }) => fromFieldsV1(fieldsV1).has(REPLICAS));
    const now = replicasOf(stored);
    if (!isOwned || replicasOf(old) === now) return;
    const { time: _, ...who } = this.#who(stored, manager, "Update");
    const path = new Set([REPLICAS]);
    // A Scale to none leaves the number out.
    const none = new Set<string>();
    const comparison =
      now === 0 ? { added: none, changed: none, removed: path } : { added: none, changed: path, removed: none };
    this.#put(resource, stored, afterUpdate(entries, { ...who, subresource: "scale" }, comparison));
  }

  /** PATCH application/apply-patch+yaml. */
  apply(resource: ResourceName, given: KubeObject, request: ApplyRequest): Result<Answer<KubeObject>> {
    const object = given as unknown as JsonObject;
    const struct = structOfObject(object)?.name;
    if (struct === undefined) return refuse(badRequest(`no kind "${given.kind}" is registered`));
    if (at(object, "metadata", "managedFields") !== undefined) {
      return refuse(badRequest("metadata.managedFields must be nil"));
    }
    const wrong = typeErrors(object, rootPlace(struct));
    if (wrong.length > 0) return refuse(untyped(given, wrong));
    const key = keyOf(given);
    const live: KubeObject | undefined = this.#sim.store.get(resource, key);
    return live ? this.#applyTo(resource, live, given, request) : this.#applyNew(resource, given, request);
  }

  /** csaupgrade: what a client-side apply owned is what a server-side apply has applied. Answers whether there was any. */
  upgrade(resource: ResourceName, object: KubeObject, manager: string): boolean {
    const entries = this.of(resource, object, keyOf(object));
    const moved = new Set(entries.filter(isClientSide).map((entry) => entry.manager));
    const isMoved = (entry: Entry): boolean =>
      entry.operation === "Update" && entry.subresource === undefined && moved.has(entry.manager);
    if (!entries.some(isMoved)) return false;
    const own = entries.find((entry) => entry.operation === "Apply" && entry.manager === manager);
    const fields = union(
      ...[...entries.filter(isMoved), ...(own ? [own] : [])].map((entry) => fromFieldsV1(entry.fieldsV1)),
    );
    const who = own ?? this.#who(object, manager, "Apply");
    const others = entries.filter((entry) => !isMoved(entry) && entry !== own);
    this.#put(resource, object, withEntry(others, who, fields));
    return true;
  }

  #applyNew(resource: ResourceName, given: KubeObject, request: ApplyRequest): Result<Answer<KubeObject>> {
    const { manager, isForced: _, ...options } = request;
    // Who names an object by its uid means that one; a resourceVersion says nothing of an object that is not there.
    const { uid, resourceVersion: _version, ...metadata } = given.metadata;
    if (uid) {
      const why = `uid mismatch: the provided object specified uid ${uid}, and no existing object was found`;
      return refuse(conflict(infoOf(resource), metadata.name, why));
    }
    const created = this.#sim.api.create(resource, { ...given, metadata }, options);
    if (!created.ok || request.dryRun) return created;
    const stored = created.value.object;
    const place = placeOf(given);
    const claimed = fieldsOf(ownable(given as unknown as JsonObject), place);
    this.#put(resource, stored, withEntry(NONE, this.#who(stored, manager, "Apply"), claimed));
    return created;
  }

  #applyTo(
    resource: ResourceName,
    live: KubeObject,
    given: KubeObject,
    request: ApplyRequest,
  ): Result<Answer<KubeObject>> {
    const { manager, isForced, ...options } = request;
    const { object, entries, conflicts } = this.#merged(resource, live, given, manager);
    const allowed = this.#allowed(live, manager, conflicts);
    const open = isForced ? [] : conflicts.filter(({ path }) => !allowed.has(path));
    if (open.length > 0) {
      const causes = conflictCauses(open);
      return refuse(makeStatus(409, "Conflict", conflictText(open), { causes }));
    }
    const whole = withOwn(live, object as JsonObject, given, manager);
    const written = this.#sim.api.update(resource, whole, options);
    if (written.ok && !request.dryRun) this.#put(resource, written.value.object, entries);
    return written;
  }

  #merged(resource: ResourceName, live: KubeObject, given: KubeObject, manager: string): Applied {
    const place = placeOf(given);
    const before = ownable(live as unknown as JsonObject);
    const applying = {
      live: before,
      given: ownable(given as unknown as JsonObject),
      place,
      entries: this.of(resource, live, keyOf(live)),
      who: this.#who(live, manager, "Apply"),
    };
    const known = union(...applying.entries.map(({ fieldsV1 }) => fromFieldsV1(fieldsV1)));
    // The way to what is kept is kept as well.
    const unowned = [...fieldsOf(before, place)].filter((path) => KEPT.test(path) && !known.has(path));
    const kept = (path: string): boolean => unowned.some((own) => own === path || own.startsWith(`${path}\n`));
    return applied({ ...applying, kept }, (object) => compare({ old: before, now: object }, place));
  }

  /** lastappliedmanager.go: what kubectl applied from the client, and nobody has changed since, it may take over. */
  #allowed(live: KubeObject, manager: string, conflicts: readonly Conflict[]): ReadonlySet<string> {
    const kept = manager === "kubectl" ? live.metadata.annotations?.[LAST_APPLIED] : undefined;
    const last = kept === undefined ? undefined : parseJsonObject(kept);
    if (!last) return new Set();
    const place = placeOf(live);
    const [was, is] = [ownable(last), ownable(live as unknown as JsonObject)];
    const { added, changed, removed } = compare({ old: was, now: is }, place);
    const same = without(fieldsOf(was, place), union(added, changed, removed));
    return common(same, new Set(conflicts.map(({ path }) => path)));
  }

  #who({ apiVersion }: KubeObject, manager: string, operation: Entry["operation"]): Who {
    return { manager, operation, apiVersion, time: formatTime(this.#sim.wallMs()) };
  }

  #put(resource: ResourceName, stored: KubeObject, entries: readonly Entry[]): void {
    const key = keyOf(stored);
    this.#rows.set(`${resource} ${key}`, { uid: stored.metadata.uid ?? "", entries });
    if (this.#rows.size % SWEEP_EVERY === 0) this.#sweep();
  }

  /** Of objects that are gone. */
  #sweep(): void {
    for (const [name, { uid }] of Array.from(this.#rows.entries())) {
      const space = name.indexOf(" ");
      const resource = name.slice(0, space) as ResourceName;
      const found: KubeObject | undefined = this.#sim.store.get(resource, name.slice(space + 1));
      if (found?.metadata.uid !== uid) this.#rows.delete(name);
    }
  }
}

export const ownersOf = memoise((sim: Sim): Owners => new Owners(sim));

const replicasOf = (object: KubeObject): Json | undefined => at(object, "spec", "replicas");

/**
 * Of an object that a scenario began with: it has been applied, though nobody has kept book of that.
 * Simplified: its owner has no fields that were defaults.
 */
const appliedBefore = (object: KubeObject): readonly Entry[] => {
  const { annotations, creationTimestamp = "" } = object.metadata;
  const given = parseJsonObject(annotations?.[LAST_APPLIED] ?? "");
  if (!given) return NONE;
  const fields = union(fieldsOf(ownable(given), placeOf(object)), new Set([LAST_APPLIED_PATH]));
  const { apiVersion } = object;
  const who: Who = { manager: CLIENT_SIDE, operation: "Update", apiVersion, time: creationTimestamp };
  return withEntry(NONE, who, fields);
};

const isClientSide = ({ operation, fieldsV1 }: Entry): boolean =>
  operation === "Update" && fromFieldsV1(fieldsV1).has(LAST_APPLIED_PATH);

const placeOf = (object: KubeObject): Place => rootPlace(structOfObject(object as unknown as JsonObject)?.name ?? "");

/** What of an object nobody owns, and, if it has the annotation that kubectl remembers by, what kubectl has applied now. */
const withOwn = (live: KubeObject, object: JsonObject, given: KubeObject, manager: string): KubeObject => {
  const { metadata, ...rest } = object;
  const owned = isJsonObject(metadata) ? metadata : {};
  const { annotations: _a, labels: _l, finalizers: _f, ownerReferences: _o, ...identity } = live.metadata;
  const { resourceVersion } = given.metadata;
  const status = (live as { readonly status?: Json }).status;
  const annotations = owned["annotations"];
  const remembered =
    manager === "kubectl" && isJsonObject(annotations) && annotations[LAST_APPLIED] !== undefined
      ? { annotations: { ...annotations, [LAST_APPLIED]: lastAppliedText(given) } }
      : {};
  return {
    apiVersion: live.apiVersion,
    kind: live.kind,
    ...rest,
    metadata: { ...identity, ...(resourceVersion ? { resourceVersion } : {}), ...owned, ...remembered },
    ...(status === undefined ? {} : { status }),
  };
};

/** lastappliedupdater.go buildLastApplied: the manifest as it was sent, without that annotation. */
const lastAppliedText = (given: KubeObject): string => {
  const { annotations, ...metadata } = given.metadata;
  const { [LAST_APPLIED]: _, ...others } = annotations ?? {};
  const named = annotations === undefined ? metadata : { ...metadata, annotations: others };
  return `${sortedJson({ ...given, metadata: named } as unknown as Json)}\n`;
};

const sortedJson = (value: Json): string => {
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(sortedJson).join(",")}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .toSorted()
    .map((key) => `${JSON.stringify(key)}:${sortedJson(value[key] ?? null)}`);
  return `{${members.join(",")}}`;
};

const untyped = (given: KubeObject, errors: readonly string[]): ReturnType<typeof makeStatus> => {
  const { apiVersion, kind, metadata } = given;
  const version = apiVersion.includes("/") ? apiVersion : `/${apiVersion}`;
  const sorted = errors.toSorted();
  const text = sorted.length === 1 ? sorted[0] : `errors:\n${sorted.map((error) => `  ${error}`).join("\n")}`;
  const where = `${metadata.namespace ?? ""}/${metadata.name}; ${version}, Kind=${kind}`;
  return makeStatus(500, "", `failed to create typed patch object (${where}): ${text}`);
};
