// KubeClient over the simulated cluster: requests go to the engine's API server, reads to its store. The one place of this layer
// that knows how the engine keeps objects.
import type { Json, JsonObject, KubeObject, Status } from "#api/meta";
import type { DiscoveredResource, ResourceInfo } from "#api/discovered";
import { matchesFieldSelector, parseFieldSelector } from "#api/field-selector";
import { ok, refuse, type Result } from "#api/result";
import { matchesSelector } from "#api/selector";
import { parseSelector } from "#api/selector-parse";
import { qualifiedPlural, infoOf } from "#api/scheme";
import { alreadyExists, badRequest, makeStatus, notFound } from "#api/status";
import type { Lease } from "#api/coordination";
import { leaseNow, metricsObjects, type Sim, sortedByKey, type WriteOptions as EngineWriteOptions } from "#engine";
import { ownersOf, resizePod } from "#engine/checks";
import type {
  ApplyOptions,
  DeleteOptions,
  ExecAnswer,
  KubeClient,
  ListOptions,
  LogLine,
  LogOptions,
  ObjectName,
  ScaleOptions,
  WriteOptions,
  Written,
} from "./client.ts";
import { builtIn } from "./access/built-in.ts";
import { componentStatuses } from "./component-status.ts";
import { readLogs, runInContainer } from "./node-services.ts";
import { fieldLabels, unknownFieldLabel } from "./field-labels.ts";
import { partOf, patchPart, updatePart } from "./subresources.ts";
import { map, nameOf, namespaceOf, num, text, withField } from "./object.ts";

/** The way to the API server. */
export interface ApiPath {
  /** Called by each request; throws if it does not come through just now. */
  reach?(): void;
}

const isKept = (resource: DiscoveredResource): resource is ResourceInfo => resource.isKept;

const keyOf = (target: ObjectName): string =>
  target.resource.namespaced ? `${target.namespace}/${target.name}` : target.name;

const SCALABLE = new Set(["deployments", "replicasets", "statefulsets", "replicationcontrollers"]);

/** Whoever names no field manager is known by its program. */
const USER_AGENT = "kubectl";

/** EnsureObjectNamespaceMatchesRequestNamespace: what is in no namespace is put into none by saying so. */
const outside = ({ namespaced }: DiscoveredResource, object: JsonObject): JsonObject =>
  namespaced || namespaceOf(object) === "" ? object : withField(object, ["metadata", "namespace"], undefined);

class EngineClient implements KubeClient {
  readonly #sim: Sim;
  readonly #path: ApiPath;
  readonly #manager: string;

  constructor(sim: Sim, path: ApiPath, manager = USER_AGENT) {
    this.#sim = sim;
    this.#path = path;
    this.#manager = manager;
  }

  as(manager: string): KubeClient {
    return new EngineClient(this.#sim, this.#path, manager);
  }

  nowMs(): number {
    return this.#sim.wallMs();
  }

  revision(): string {
    return String(this.#sim.api.resourceVersion());
  }

  get(target: ObjectName): Result<JsonObject> {
    return this.#reach(() => {
      if (!isKept(target.resource)) {
        const computed = this.#computed(target.resource).find((object) => isNamed(object, target));
        return computed ? ok(computed) : refuse(this.#missing(target));
      }
      const found = this.#sim.store.get(target.resource.plural, keyOf(target));
      if (!found) {
        const always = this.#builtIn(target.resource).find((object) => isNamed(object, target));
        return always ? partOf(target, always) : refuse(this.#missing(target));
      }
      return partOf(target, this.#asRead(target.resource, found as unknown as JsonObject));
    });
  }

  list(resource: DiscoveredResource, options: ListOptions): Result<readonly JsonObject[]> {
    return this.#reach(() => {
      const labels = parseSelector(options.labelSelector ?? "");
      if (!labels.ok) return refuse(badRequest(labels.error));
      const fields = parseFieldSelector(options.fieldSelector ?? "");
      if (!fields.ok) return refuse(badRequest(fields.error));
      const unknown = fields.value.find((field) => !fieldLabels(resource.kind).includes(field.field));
      if (unknown) return refuse(badRequest(unknownFieldLabel(resource.kind, unknown.field)));
      if (!isKept(resource)) return ok(this.#computed(resource));
      const names = fieldLabels(resource.kind);
      const objects = sortedByKey(this.#kept(resource, options.namespace) as unknown as KubeObject[]);
      return ok(
        (objects as unknown as JsonObject[])
          .map((object) => this.#asRead(resource, object))
          .filter(
            (object) =>
              // Ten thousand pods are usually asked for without either.
              (labels.value.length === 0 || matchesSelector(labels.value, map(object, "metadata", "labels"))) &&
              (fields.value.length === 0 || matchesFieldSelector(fields.value, fieldValues(object, names))),
          ),
      );
    });
  }

  /** What is not kept, and found out when it is asked for. */
  #computed(resource: DiscoveredResource): readonly JsonObject[] {
    if (resource.plural !== "componentstatuses") return this.#builtIn(resource);
    return componentStatuses(this.#sim.store.list("pods", "kube-system") as unknown as JsonObject[]);
  }

  /** What nobody created, as old as the cluster. Here with whatever can ask for it: no answer hangs on what else has been loaded. */
  #builtIn({ plural }: DiscoveredResource): readonly JsonObject[] {
    const first = this.#sim.store.get("namespaces", "kube-system")?.metadata.creationTimestamp;
    return builtIn(plural, first ?? "");
  }

  /** With what is built in, unless somebody made one of that name. */
  #kept(resource: ResourceInfo, namespace: string | undefined): readonly JsonObject[] {
    const stored = this.#sim.store.list(resource.plural, namespace) as unknown as readonly JsonObject[];
    if (resource.group !== "rbac.authorization.k8s.io") return stored;
    const built = this.#builtIn(resource).filter(
      (one) =>
        (namespace === undefined || namespaceOf(one) === namespace) &&
        !stored.some((other) => nameOf(other) === nameOf(one) && namespaceOf(other) === namespaceOf(one)),
    );
    return [...stored, ...built];
  }

  /** Leases are renewed without being written each time. */
  #asRead(resource: DiscoveredResource, object: JsonObject): JsonObject {
    if (resource.plural !== "leases") return object;
    return leaseNow(this.#sim, object as unknown as Lease) as unknown as JsonObject;
  }

  create(target: ObjectName, object: JsonObject, options: WriteOptions): Result<Written> {
    const { kind } = object;
    if (typeof kind === "string" && kind !== target.resource.kind) return refuse(unknownKind(object, target.resource));
    if (this.#builtIn(target.resource).some((one) => isNamed(one, target))) {
      return refuse(alreadyExists(target.resource, target.name));
    }
    const body = outside(target.resource, withField(object, ["metadata", "managedFields"], undefined));
    return this.#write(target, (resource) =>
      this.#sim.api.create(resource.plural, body as unknown as KubeObject, this.#asked(resource, options)),
    );
  }

  update(target: ObjectName, object: JsonObject, options: WriteOptions): Result<Written> {
    if ((target.subresource ?? "") !== "") return updatePart(this, target, object, options);
    return this.#write(target, (resource) =>
      this.#sim.api.update(
        resource.plural,
        outside(target.resource, object) as unknown as KubeObject,
        this.#asked(resource, options),
      ),
    );
  }

  patch(
    target: ObjectName,
    patch: { type: "strategic" | "merge" | "json"; body: Json },
    options: WriteOptions,
  ): Result<Written> {
    if ((target.subresource ?? "") !== "") return patchPart(this, target, patch, options);
    const found = this.get(target);
    if (!found.ok) return found;
    return this.#write(target, (resource) =>
      this.#sim.api.patch(
        resource.plural,
        keyOf(target),
        { type: patch.type, body: patch.body },
        this.#asked(resource, options),
      ),
    );
  }

  apply(target: ObjectName, object: JsonObject, options: ApplyOptions): Result<Written> {
    const { dryRun = false, fieldValidation = "Strict", fieldManager = this.#manager, isForced } = options;
    const request = { dryRun, fieldValidation, manager: fieldManager, isForced };
    return this.#write(target, ({ plural }) =>
      ownersOf(this.#sim).apply(plural, object as unknown as KubeObject, request),
    );
  }

  managedFields(target: ObjectName): readonly JsonObject[] {
    const { resource } = target;
    const found = isKept(resource) ? this.#sim.store.get(resource.plural, keyOf(target)) : undefined;
    if (!found || !isKept(resource)) return [];
    return ownersOf(this.#sim)
      .shown(resource.plural, found, keyOf(target))
      .map((entry) => ({
        ...entry,
        fieldsType: "FieldsV1",
      }));
  }

  upgradeManagedFields(target: ObjectName, manager: string): boolean {
    const { resource } = target;
    const found = isKept(resource) ? this.#sim.store.get(resource.plural, keyOf(target)) : undefined;
    if (!found || !isKept(resource)) return false;
    return ownersOf(this.#sim).upgrade(resource.plural, found, manager);
  }

  writeStatus(target: ObjectName, status: Json): JsonObject {
    const { plural } = target.resource as ResourceInfo;
    return this.#sim.api.writeStatus(plural, keyOf(target), status as never) as unknown as JsonObject;
  }

  resize(target: ObjectName, pod: JsonObject, options: WriteOptions): Result<Written> {
    return this.#write(target, () => {
      const resized = resizePod(this.#sim, pod as unknown as KubeObject, { dryRun: options.dryRun === true });
      return resized.ok ? ok({ object: resized.value, warnings: [] }) : resized;
    });
  }

  delete(target: ObjectName, options: DeleteOptions): Result<Written> {
    const found = this.get(target);
    if (!found.ok) return found;
    return this.#write(target, (resource) => this.#sim.api.delete(resource.plural, keyOf(target), options));
  }

  scale(target: ObjectName, change: ScaleOptions | undefined): Result<{ readonly replicas: number }> {
    const found = this.get(target);
    if (!found.ok) return found;
    if (!SCALABLE.has(target.resource.plural)) {
      return refuse(makeStatus(404, "NotFound", "the server could not find the requested resource"));
    }
    if (!change) return ok({ replicas: num(found.value, "spec", "replicas") });
    const wanted = withField(found.value, ["spec", "replicas"], change.replicas);
    const versioned =
      change.resourceVersion === undefined
        ? wanted
        : withField(wanted, ["metadata", "resourceVersion"], change.resourceVersion);
    const written = this.#write(target, ({ plural }) =>
      this.#sim.api.update(plural, versioned as unknown as KubeObject, {
        dryRun: change.dryRun === true,
        fieldValidation: "Strict",
        onWritten: (_, old, stored) => old && ownersOf(this.#sim).noteScale(plural, old, stored, this.#manager),
      }),
    );
    return written.ok ? ok({ replicas: num(written.value.object, "spec", "replicas") }) : written;
  }

  evict(target: ObjectName, options: DeleteOptions): Result<Written> {
    return this.#write(target, () => this.#sim.api.evict(keyOf(target), options));
  }

  logs(target: ObjectName, options: LogOptions): Result<readonly LogLine[]> {
    return this.#reach(() => readLogs(this.#sim, target, options));
  }

  exec(target: ObjectName, container: string, command: readonly string[]): Result<ExecAnswer> {
    return this.#reach(() => runInContainer(this.#sim, target, container, command));
  }

  metrics(kind: "nodes" | "pods", namespace?: string): Result<readonly JsonObject[]> {
    return this.#reach(() => {
      const found = metricsObjects(this.#sim, kind, namespace);
      return found ? ok(found) : refuse(makeStatus(404, "NotFound", "Metrics API not available"));
    });
  }

  #asked({ plural }: ResourceInfo, options: WriteOptions): EngineWriteOptions {
    return {
      dryRun: options.dryRun === true,
      fieldValidation: options.fieldValidation ?? "Strict",
      onWritten: ownersOf(this.#sim).noteOf(plural, options.fieldManager ?? this.#manager),
    };
  }

  #reach<T>(request: () => Result<T>): Result<T> {
    this.#path.reach?.();
    return request();
  }

  #write(
    target: ObjectName,
    request: (resource: ResourceInfo) => Result<{ object: unknown; warnings: readonly string[] }>,
  ): Result<Written> {
    return this.#reach(() => {
      const resource = target.resource;
      if (!isKept(resource)) {
        return refuse(
          makeStatus(
            404,
            "NotFound",
            `${qualifiedPlural(resource)} are not simulated: Drydock's API server does not keep them`,
          ),
        );
      }
      const answer = request(resource);
      if (!answer.ok) {
        const isBuiltIn =
          answer.status.reason === "NotFound" && this.#builtIn(resource).some((o) => isNamed(o, target));
        return isBuiltIn ? refuse(unchangeable(target)) : answer;
      }
      return ok({ object: answer.value.object as JsonObject, warnings: answer.value.warnings });
    });
  }

  /** What is not there; in a namespace that is not there either, that is said. */
  #missing(target: ObjectName): Status {
    if (target.resource.namespaced && !this.#sim.store.get("namespaces", target.namespace)) {
      return notFound(infoOf("namespaces"), target.namespace);
    }
    return notFound(target.resource, target.name);
  }
}

const isNamed = (object: JsonObject, { namespace, name, resource }: ObjectName): boolean =>
  nameOf(object) === name && (!resource.namespaced || namespaceOf(object) === namespace);

const unchangeable = ({ resource, name }: ObjectName): Status => {
  const why = "is built in, and cannot be changed in this simulated cluster";
  return makeStatus(405, "MethodNotAllowed", `${qualifiedPlural(resource)} "${name}" ${why}`);
};

const unknownKind = (object: JsonObject, { kind: known }: DiscoveredResource): Status => {
  const [kind, version] = [text(object, "kind"), text(object, "apiVersion")];
  const why = `no kind "${kind}" is registered for version "${version}" in scheme "pkg/runtime/scheme.go:111"`;
  const { length } = version.split("/");
  const short = length > 1 ? (version.split("/")[1] ?? "") : version;
  return badRequest(`${kind} in version "${short}" cannot be handled as a ${known}: ${why}`);
};

const fieldValues = (object: JsonObject, names: readonly string[]): { [name: string]: string } => {
  const values: { [name: string]: string } = {};
  for (const name of names) values[name] = fieldValue(object, name.split("."));
  return values;
};

const fieldValue = (object: JsonObject, path: readonly string[]): string => {
  let value: Json | undefined = object;
  for (const step of path)
    value = typeof value === "object" && value !== null ? (value as JsonObject)[step] : undefined;
  if (typeof value === "boolean") return String(value);
  if (value !== undefined) return text({ value }, "value");
  return path.join(".") === "spec.unschedulable" ? "false" : "";
};

export const createEngineClient = (sim: Sim, path: ApiPath = {}): KubeClient => new EngineClient(sim, path);
