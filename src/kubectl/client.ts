// What a command may do: the API server's requests, the learner's files, and the text streams. Everything is synchronous; one
// adapter (engine-client.ts) answers it from the simulated cluster, so that a verb never sees where objects live.
import type { Json, JsonObject } from "#api/meta";
import type { Result } from "#api/result";
import type { DiscoveredResource } from "#api/discovered";

export interface WriteOptions {
  readonly dryRun?: boolean;
  /** Strict field validation, as `--validate` says; absent: strict. */
  readonly fieldValidation?: "Strict" | "Warn" | "Ignore";
  readonly fieldManager?: string;
}

export interface ApplyOptions extends WriteOptions {
  /** Takes what belongs to others. */
  readonly isForced: boolean;
}

export interface Written {
  readonly object: JsonObject;
  /** `Warning:` headers of the answer. */
  readonly warnings: readonly string[];
}

export interface ListOptions {
  /** Absent: all namespaces (or what has none). */
  readonly namespace?: string;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
}

export type PatchType = "strategic" | "merge" | "json";

export interface DeleteOptions {
  readonly gracePeriodSeconds?: number;
  readonly propagationPolicy?: "Background" | "Foreground" | "Orphan";
  readonly dryRun?: boolean;
}

export interface ScaleOptions {
  readonly replicas: number;
  readonly resourceVersion?: string;
  readonly dryRun?: boolean;
}

export interface LogOptions {
  readonly container: string;
  readonly previous: boolean;
  readonly sinceMs?: number;
  /** What else the request asks for, as its address says it: `?follow=true`. */
  readonly query?: string;
}

/** A line that a container wrote. */
export interface LogLine {
  readonly atMs: number;
  readonly text: string;
  /** False for a text of the kubelet's that ends without a newline. */
  readonly isWhole?: boolean;
}

export interface ExecAnswer {
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number;
  readonly durationMs?: number;
  /** It asks the network: whoever typed it runs it there (see Blocked.inPod). */
  readonly isRequest?: true;
  /** It is a shell that waits for what is typed. */
  readonly isShell?: true;
  /** A shell runs it: nothing has been done yet. */
  readonly isLine?: true;
}

/** Names one object, or a place where it would be. Cluster-scoped kinds have an empty namespace. */
export interface ObjectName {
  readonly resource: DiscoveredResource;
  readonly namespace: string;
  readonly name: string;
  /** `status` or `scale`; absent or empty: the object itself. */
  readonly subresource?: string;
}

export interface KubeClient {
  /** The same, whose writes are those of this field manager where they name none; absent: they are kubectl's. */
  as?(manager: string): KubeClient;
  /** The cluster's wall clock, in milliseconds since 1970. */
  nowMs(): number;
  /** What a list says of when it was read: the resourceVersion of the cluster's last write. */
  revision(): string;
  get(target: ObjectName): Result<JsonObject>;
  list(resource: DiscoveredResource, options: ListOptions): Result<readonly JsonObject[]>;
  create(target: ObjectName, object: JsonObject, options: WriteOptions): Result<Written>;
  update(target: ObjectName, object: JsonObject, options: WriteOptions): Result<Written>;
  patch(target: ObjectName, patch: { type: PatchType; body: Json }, options: WriteOptions): Result<Written>;
  /** A server-side apply. */
  apply(target: ObjectName, object: JsonObject, options: ApplyOptions): Result<Written>;
  /** metadata.managedFields: who owns which fields. */
  managedFields(target: ObjectName): readonly JsonObject[];
  /** csaupgrade: makes a server-side apply's what a client-side apply owned; false if there was nothing. */
  upgradeManagedFields(target: ObjectName, manager: string): boolean;
  delete(target: ObjectName, options: DeleteOptions): Result<Written>;
  /** The scale subresource: its spec.replicas now, or after the change. */
  scale(target: ObjectName, change: ScaleOptions | undefined): Result<{ readonly replicas: number }>;
  evict(target: ObjectName, options: DeleteOptions): Result<Written>;
  logs(target: ObjectName, options: LogOptions): Result<readonly LogLine[]>;
  exec(target: ObjectName, container: string, command: readonly string[]): Result<ExecAnswer>;
  /** Usage by the metrics API, or the reason that there is none. */
  metrics(kind: "nodes" | "pods", namespace?: string): Result<readonly JsonObject[]>;
}

/** The working directory of a terminal. */
export interface FileSystem {
  /** Its whole path. */
  readonly directory?: string;
  read(path: string): string | undefined;
  write(path: string, text: string): void;
  remove?(path: string): void;
  /** Files of a folder and of what is in it, by path relative to the working directory. */
  list(folder: string): readonly string[];
}
