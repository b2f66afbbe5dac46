// The client of another user (--as): each request is judged by roles first, as staging/src/k8s.io/apiserver/pkg/endpoints/filters/
// authorization.go (v1.36) does it, and refused in its words.
import type { DiscoveredResource } from "#api/discovered";
import { parseFieldSelector } from "#api/field-selector";
import type { Json, JsonObject } from "#api/meta";
import { refuse, type Result } from "#api/result";
import { infoOf, qualifiedPlural } from "#api/scheme";
import { makeStatus } from "#api/status";
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
  WriteOptions,
  Written,
} from "../client.ts";
import type { UserInfo } from "../rare-parts.ts";
import { judge } from "./rules.ts";

/** What is asked of one object, or of all in a place. */
type Place = Pick<ObjectName, "resource" | "namespace" | "name" | "subresource">;

export class GuardedClient implements KubeClient {
  readonly #client: KubeClient;
  readonly #user: UserInfo;

  constructor(client: KubeClient, user: UserInfo) {
    this.#client = client;
    this.#user = user;
  }

  as(manager: string): KubeClient {
    return new GuardedClient(this.#client.as?.(manager) ?? this.#client, this.#user);
  }

  nowMs(): number {
    return this.#client.nowMs();
  }

  revision(): string {
    return this.#client.revision();
  }

  get(target: ObjectName): Result<JsonObject> {
    return this.#ask("get", target, () => this.#client.get(target));
  }

  list(resource: DiscoveredResource, options: ListOptions): Result<readonly JsonObject[]> {
    // apiserver's RequestInfo: a list of what has one name asks about that name.
    const parsed = parseFieldSelector(options.fieldSelector ?? "");
    const named = parsed.ok
      ? parsed.value.find(({ field, operator }) => field === "metadata.name" && operator === "=")
      : undefined;
    const place = { resource, namespace: options.namespace ?? "", name: named?.value ?? "" };
    return this.#ask("list", place, () => this.#client.list(resource, options));
  }

  create(target: ObjectName, object: JsonObject, options: WriteOptions): Result<Written> {
    return this.#ask("create", { ...target, name: "" }, () => this.#client.create(target, object, options));
  }

  update(target: ObjectName, object: JsonObject, options: WriteOptions): Result<Written> {
    return this.#ask("update", target, () => this.#client.update(target, object, options));
  }

  patch(target: ObjectName, patch: { type: PatchType; body: Json }, options: WriteOptions): Result<Written> {
    return this.#ask("patch", target, () => this.#client.patch(target, patch, options));
  }

  apply(target: ObjectName, object: JsonObject, options: ApplyOptions): Result<Written> {
    return this.#ask("patch", target, () => {
      // What an apply makes anew has to be allowed to be created as well (handlers/patch.go, withAuthorization).
      const isNew = !this.#client.get(target).ok;
      const apply = (): Result<Written> => this.#client.apply(target, object, options);
      return isNew ? this.#ask("create", target, apply) : apply();
    });
  }

  managedFields(target: ObjectName): readonly JsonObject[] {
    return this.#client.managedFields(target);
  }

  upgradeManagedFields(target: ObjectName, manager: string): boolean {
    return this.#client.upgradeManagedFields(target, manager);
  }

  delete(target: ObjectName, options: DeleteOptions): Result<Written> {
    return this.#ask("delete", target, () => this.#client.delete(target, options));
  }

  scale(target: ObjectName, change: ScaleOptions | undefined): Result<{ readonly replicas: number }> {
    const place = { ...target, subresource: "scale" };
    return this.#ask(change ? "patch" : "get", place, () => this.#client.scale(target, change));
  }

  evict(target: ObjectName, options: DeleteOptions): Result<Written> {
    return this.#ask("create", { ...target, subresource: "eviction" }, () => this.#client.evict(target, options));
  }

  logs(target: ObjectName, options: LogOptions): Result<readonly LogLine[]> {
    return this.#ask("get", { ...target, subresource: "log" }, () => this.#client.logs(target, options));
  }

  exec(target: ObjectName, container: string, command: readonly string[]): Result<ExecAnswer> {
    const place = { ...target, subresource: "exec" };
    return this.#ask("create", place, () => this.#client.exec(target, container, command));
  }

  metrics(kind: "nodes" | "pods", namespace?: string): Result<readonly JsonObject[]> {
    const resource = { ...infoOf(kind), group: "metrics.k8s.io" };
    const place = { resource, namespace: namespace ?? "", name: "" };
    const found = this.#client.metrics(kind, namespace);
    // Nobody is asked about what is not served.
    return found.ok ? this.#ask("list", place, () => found) : found;
  }

  #ask<T>(verb: string, place: Place, request: () => Result<T>): Result<T> {
    const { resource, name, subresource = "" } = place;
    const { group, plural } = resource;
    const namespace = resource.namespaced ? place.namespace : "";
    const asked = { verb, group, resource: plural, subresource, namespace, name };
    const verdict = judge(this.#client, this.#user, asked);
    if (verdict.isAllowed) return request();
    const what = `${qualifiedPlural(resource)}${name === "" ? "" : ` "${name}"`} is forbidden`;
    const whole = subresource === "" ? plural : `${plural}/${subresource}`;
    const where = namespace === "" ? "at the cluster scope" : `in the namespace "${namespace}"`;
    const why = `User "${this.#user.username}" cannot ${verb} resource "${whole}" in API group "${group}" ${where}`;
    const reason = verdict.reason === "" ? "" : `: ${verdict.reason}`;
    return refuse(makeStatus(403, "Forbidden", `${what}: ${why}${reason}`));
  }
}
