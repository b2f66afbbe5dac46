// The client that tells of each request: one for each that kubectl itself makes. Nothing below knows that it is looked at.
import type { Json, JsonObject } from "#api/meta";
import type { DiscoveredResource } from "#api/discovered";
import type { Result } from "#api/result";
import { apiVersionOf } from "#api/scheme";
import type {
  ApplyOptions,
  DeleteOptions,
  ExecAnswer,
  KubeClient,
  ListOptions,
  LogLine,
  LogOptions,
  ObjectName,
  PatchType,
  ScaleOptions,
  Written,
  WriteOptions,
} from "../client.ts";
import type { Call } from "../command.ts";
import { text } from "../object.ts";
import { type Came, cameWith, EMPTY, type Sent, type Tracer } from "./tracer.ts";
import { isTable, PATCH_CONTENT } from "./headers.ts";
import type { Query } from "./wire.ts";

const written = ({ object }: Written): Came => cameWith(object);
const created = ({ object }: Written): Came => cameWith(object, 201);

export class TracedClient implements KubeClient {
  readonly #client: KubeClient;
  readonly #call: Call;
  readonly #tracer: Tracer;
  #isScaled = false;
  #isFound = false;

  constructor(client: KubeClient, call: Call, tracer: Tracer) {
    this.#client = client;
    this.#call = call;
    this.#tracer = tracer;
  }

  nowMs(): number {
    return this.#client.nowMs();
  }

  revision(): string {
    return this.#client.revision();
  }

  get(target: ObjectName): Result<JsonObject> {
    const request = (): Result<JsonObject> => this.#client.get(target);
    // kubectl prints what it scaled from what it knew before, and what it waits for comes over a watch.
    if (this.#isScaled || (isWatched(this.#call) && this.#isFound)) return request();
    this.#isFound = true;
    return this.#tracer.ask({ verb: "GET", place: target }, request, (object) => cameWith(object));
  }

  list(resource: DiscoveredResource, options: ListOptions): Result<readonly JsonObject[]> {
    const request = (): Result<readonly JsonObject[]> => this.#client.list(resource, options);
    this.#isFound = true;
    return this.#tracer.ask(listRequest(this.#call, resource, options), request, (items) => ({
      code: 200,
      body: () => cameWith(listOf(resource, items)).body(),
      count: items.length,
    }));
  }

  create(target: ObjectName, object: JsonObject, options: WriteOptions): Result<Written> {
    const { resource, namespace } = target;
    const place = { resource, namespace };
    const sent: Sent = { verb: "POST", place, query: writeQuery(this.#call, options), body: object };
    return this.#tracer.ask(sent, () => this.#client.create(target, object, options), created);
  }

  update(target: ObjectName, object: JsonObject, options: WriteOptions): Result<Written> {
    const sent: Sent = { verb: "PUT", place: target, query: writeQuery(this.#call, options), body: object };
    return this.#tracer.ask(sent, () => this.#client.update(target, object, options), written);
  }

  patch(target: ObjectName, patch: { type: PatchType; body: Json }, options: WriteOptions): Result<Written> {
    const contentType = PATCH_CONTENT[patch.type];
    const query = writeQuery(this.#call, options);
    const sent: Sent = { verb: "PATCH", place: target, query, body: patch.body, contentType };
    return this.#tracer.ask(sent, () => this.#client.patch(target, patch, options), written);
  }

  apply(target: ObjectName, object: JsonObject, options: ApplyOptions): Result<Written> {
    const manager = this.#call.flags.changed("field-manager") ? this.#call.flags.text("field-manager") : "kubectl";
    const query = {
      ...writeQuery(this.#call, options),
      fieldManager: options.fieldManager ?? manager,
      force: String(options.isForced),
    };
    const contentType = "application/apply-patch+yaml";
    const sent: Sent = { verb: "PATCH", place: target, query, body: object, contentType };
    return this.#tracer.ask(sent, () => this.#client.apply(target, object, options), written);
  }

  managedFields(target: ObjectName): readonly JsonObject[] {
    return this.#client.managedFields(target);
  }

  upgradeManagedFields(target: ObjectName, manager: string): boolean {
    return this.#client.upgradeManagedFields(target, manager);
  }

  delete(target: ObjectName, options: DeleteOptions): Result<Written> {
    const { gracePeriodSeconds, propagationPolicy } = options;
    const body: Json = {
      ...(gracePeriodSeconds === undefined ? {} : { gracePeriodSeconds }),
      ...(propagationPolicy === undefined ? {} : { propagationPolicy }),
    };
    const sent: Sent = { verb: "DELETE", place: target, query: dryRun(options), body };
    return this.#tracer.ask(sent, () => this.#client.delete(target, options), written);
  }

  scale(target: ObjectName, change: ScaleOptions | undefined): Result<{ readonly replicas: number }> {
    const place = { ...target, subresource: "scale" };
    const request = (): Result<{ readonly replicas: number }> => this.#client.scale(target, change);
    const shown = ({ replicas }: { readonly replicas: number }): Came => cameWith(scaleOf(target, replicas));
    if (!change) return this.#tracer.ask({ verb: "GET", place }, request, shown);
    this.#isScaled = true;
    const { replicas } = change;
    const sent: Sent = hasPrecondition(this.#call)
      ? { verb: "PUT", place, query: dryRun(change), body: scaleOf(target, replicas) }
      : { verb: "PATCH", place, query: dryRun(change), body: { spec: { replicas } }, contentType: PATCH_CONTENT.merge };
    return this.#tracer.ask(sent, request, shown);
  }

  evict(target: ObjectName, options: DeleteOptions): Result<Written> {
    const { namespace, name } = target;
    const body: Json = { kind: "Eviction", apiVersion: "policy/v1", metadata: { name, namespace } };
    const sent: Sent = { verb: "POST", place: { ...target, subresource: "eviction" }, query: dryRun(options), body };
    const success: Json = { kind: "Status", apiVersion: "v1", metadata: {}, status: "Success", code: 201 };
    return this.#tracer.ask(
      sent,
      () => this.#client.evict(target, options),
      () => cameWith(success, 201),
    );
  }

  logs(target: ObjectName, options: LogOptions): Result<readonly LogLine[]> {
    const sent: Sent = { verb: "GET", place: { ...target, subresource: "log" }, query: logQuery(this.#call, options) };
    return this.#tracer.ask(
      sent,
      () => this.#client.logs(target, options),
      (lines) => ({
        code: 200,
        body: () => lines.map((line) => `${line.text}\n`).join(""),
        count: 1,
      }),
    );
  }

  exec(target: ObjectName, container: string, command: readonly string[]): Result<ExecAnswer> {
    const { flags } = this.#call;
    const query: Query = {
      command,
      container,
      stderr: flags.isOn("tty") ? "" : "true",
      stdin: flags.isOn("stdin") ? "true" : "",
      stdout: "true",
      tty: flags.isOn("tty") ? "true" : "",
    };
    return this.#tracer.ask(
      { verb: "GET", place: { ...target, subresource: "exec" }, query },
      () => this.#client.exec(target, container, command),
      () => ({ ...EMPTY, code: 101 }),
    );
  }

  /** First whether there is such an API, then its figures. */
  metrics(kind: "nodes" | "pods", namespace?: string): Result<readonly JsonObject[]> {
    const answer = this.#client.metrics(kind, namespace);
    for (const place of ["/api", "/apis"]) this.#tracer.tell({ verb: "GET", place }, EMPTY);
    if (!answer.ok) return answer;
    const scope = namespace === undefined ? "" : `/namespaces/${namespace}`;
    const place = `/apis/metrics.k8s.io/v1beta1${scope}/${kind}`;
    this.#tracer.tell({ verb: "GET", place }, cameWith({ items: answer.value }, 200, answer.value.length));
    return answer;
  }
}

const isWatched = (call: Call): boolean => call.path === "wait" && !/^delete$/i.test(call.flags.text("for"));

const hasPrecondition = (call: Call): boolean =>
  (call.flags.has("current-replicas") && call.flags.int("current-replicas") >= 0) ||
  call.flags.text("resource-version") !== "";

const dryRun = (options: { readonly dryRun?: boolean }): Query => (options.dryRun === true ? { dryRun: "All" } : {});

/** Who writes is in the flags of each verb, and whether the server is to judge the fields. */
const writeQuery = (call: Call, options: WriteOptions): Query => ({
  ...dryRun(options),
  fieldManager: call.flags.text("field-manager"),
  fieldValidation: call.flags.has("validate") ? (options.fieldValidation ?? "Strict") : "",
});

/** Answers come in chunks where there is a flag for their size; what is to be sorted comes whole, with its objects. */
const listRequest = (call: Call, resource: DiscoveredResource, options: ListOptions): Sent => {
  const isSorted = call.path === "get" && call.flags.text("sort-by") !== "";
  const chunk = call.flags.has("chunk-size") && resource.kind !== "EndpointSlice" ? call.flags.int("chunk-size") : 0;
  return {
    verb: "GET",
    place: { resource, namespace: options.namespace ?? "" },
    query: {
      fieldSelector: options.fieldSelector ?? "",
      includeObject: isSorted && isTable(call) ? "Object" : "",
      labelSelector: options.labelSelector ?? "",
      limit: chunk > 0 && !isSorted ? String(chunk) : "",
    },
  };
};

const listOf = (resource: DiscoveredResource, items: readonly JsonObject[]): JsonObject => ({
  kind: `${resource.kind}List`,
  apiVersion: apiVersionOf(resource),
  metadata: { resourceVersion: String(Math.max(0, ...items.map(versionOf))) },
  items: items.map(({ kind: _kind, apiVersion: _version, ...item }) => item),
});

const versionOf = (object: JsonObject): number => Number(text(object, "metadata", "resourceVersion"));

const scaleOf = ({ namespace, name }: ObjectName, replicas: number): JsonObject => ({
  kind: "Scale",
  apiVersion: "autoscaling/v1",
  metadata: { name, namespace },
  spec: { replicas },
});

const logQuery = ({ flags }: Call, options: LogOptions): Query => {
  const tail = flags.changed("tail") ? flags.text("tail") : flags.text("selector") === "" ? "" : "10";
  const sinceMs = flags.durationMs("since");
  return {
    container: options.container,
    follow: flags.isOn("follow") ? "true" : "",
    limitBytes: flags.int("limit-bytes") > 0 ? flags.text("limit-bytes") : "",
    previous: options.previous ? "true" : "",
    sinceSeconds: sinceMs > 0 ? String(Math.ceil(sinceMs / 1000)) : "",
    sinceTime: flags.text("since-time"),
    tailLines: tail === "-1" ? "" : tail,
    timestamps: flags.isOn("timestamps") ? "true" : "",
  };
};
