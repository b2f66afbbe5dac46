// Models describeContainers of kubectl/pkg/describe/describe.go (v1.36).
import type { JsonObject } from "#api/meta";
import { canonicalQuantity } from "#api/quantity";
import { compareStrings } from "#api/compare";
import { goQuote } from "#api/go-quote";
import { has, isTrue, list, map, num, obj, sortedKeys, strings, text } from "../object.ts";
import { environment } from "./environment.ts";
import { orNone, rfc1123 } from "./parts.ts";
import { probeText } from "./probes.ts";
import type { Writer } from "./writer.ts";

export interface ContainersOptions {
  readonly title: string;
  readonly containers: readonly JsonObject[];
  readonly statuses: readonly JsonObject[];
  /** The pod, for values of fields; a template has none. */
  readonly pod?: JsonObject;
  readonly space: string;
}

const ports = (container: JsonObject, field: string): string =>
  list(container, "ports")
    .map((port) => {
      const shown = `${num(port, field)}/${text(port, "protocol")}`;
      const name = text(port, "name");
      return name === "" ? shown : `${shown} (${name})`;
    })
    .join(", ");

const portLine = (w: Writer, title: string, value: string): void =>
  w.field(2, value.includes(",") ? `${title}s` : title, value.includes(",") ? value : orNone(value));

const seccomp = (w: Writer, container: JsonObject): void => {
  if (!has(container, "securityContext", "seccompProfile")) return;
  const profile = obj(container, "securityContext", "seccompProfile");
  w.field(2, "SeccompProfile", text(profile, "type"));
  if (text(profile, "type") === "Localhost") w.field(3, "LocalhostProfile", text(profile, "localhostProfile"));
};

const words = (w: Writer, title: string, values: readonly string[]): void => {
  if (values.length === 0) return;
  w.line(2, `${title}:`);
  for (const line of values.flatMap((value) => value.split("\n"))) w.line(3, line);
};

const state = (w: Writer, title: string, value: JsonObject): void => {
  if (has(value, "running")) {
    w.field(2, title, "Running");
    w.field(3, "Started", rfc1123(text(value, "running", "startedAt")));
  } else if (has(value, "terminated")) terminated(w, title, obj(value, "terminated"));
  else {
    w.field(2, title, "Waiting");
    const reason = text(value, "waiting", "reason");
    if (reason !== "") w.field(3, "Reason", reason);
  }
};

const terminated = (w: Writer, title: string, value: JsonObject): void => {
  w.field(2, title, "Terminated");
  if (text(value, "reason") !== "") w.field(3, "Reason", text(value, "reason"));
  if (text(value, "message") !== "") w.field(3, "Message", text(value, "message"));
  w.field(3, "Exit Code", num(value, "exitCode"));
  if (num(value, "signal") > 0) w.field(3, "Signal", num(value, "signal"));
  w.field(3, "Started", rfc1123(text(value, "startedAt")));
  w.field(3, "Finished", rfc1123(text(value, "finishedAt")));
};

const status = (w: Writer, value: JsonObject): void => {
  state(w, "State", obj(value, "state"));
  if (has(value, "lastState", "terminated")) state(w, "Last State", obj(value, "lastState"));
  w.field(2, "Ready", isTrue(value, "ready") ? "True" : "False");
  w.field(2, "Restart Count", num(value, "restartCount"));
};

export const resources = (w: Writer, value: JsonObject, level: number): void => {
  for (const [title, field] of [
    ["Limits", "limits"],
    ["Requests", "requests"],
  ] as const) {
    const amounts = map(value, field);
    const names = sortedKeys(amounts);
    if (names.length > 0) w.line(level, `${title}:`);
    for (const name of names) w.field(level + 1, name, canonicalQuantity(amounts[name] ?? "") ?? "");
  }
};

const mounts = (w: Writer, container: JsonObject): void => {
  const values = list(container, "volumeMounts").toSorted((a, b) =>
    compareStrings(text(a, "mountPath"), text(b, "mountPath")),
  );
  const none = values.length === 0 ? "\t<none>" : "";
  w.line(2, `Mounts:${none}`);
  for (const mount of values) {
    const flags = [isTrue(mount, "readOnly") ? "ro" : "rw"];
    if (text(mount, "subPath") !== "") flags.push(`path=${goQuote(text(mount, "subPath"))}`);
    w.line(3, `${text(mount, "mountPath")} from ${text(mount, "name")} (${flags.join(",")})`);
  }
  const devices = list(container, "volumeDevices");
  if (devices.length === 0) return;
  w.line(2, `Devices:${none}`);
  for (const device of devices.toSorted((a, b) => compareStrings(text(a, "devicePath"), text(b, "devicePath")))) {
    w.line(3, `${text(device, "devicePath")} from ${text(device, "name")}`);
  }
};

const PROBES = [
  ["Liveness", "livenessProbe"],
  ["Readiness", "readinessProbe"],
  ["Startup", "startupProbe"],
] as const;

export const describeContainers = (w: Writer, options: ContainersOptions): void => {
  const statuses = new Map(options.statuses.map((item) => [text(item, "name"), item]));
  w.line(0, `${options.space}${options.title}:${options.containers.length === 0 ? " <none>" : ""}`);
  const indent = options.space === "" ? "" : " ";
  for (const container of options.containers) {
    const found = statuses.get(text(container, "name"));
    w.line(1, `${indent}${text(container, "name")}:`);
    if (found) w.field(2, "Container ID", text(found, "containerID"));
    w.field(2, "Image", text(container, "image"));
    if (found) w.field(2, "Image ID", text(found, "imageID"));
    portLine(w, "Port", ports(container, "containerPort"));
    portLine(w, "Host Port", ports(container, "hostPort"));
    seccomp(w, container);
    words(w, "Command", strings(container, "command"));
    words(w, "Args", strings(container, "args"));
    if (found) status(w, found);
    resources(w, obj(container, "resources"), 2);
    for (const [title, field] of PROBES) {
      if (has(container, field)) w.field(2, title, probeText(obj(container, field)));
    }
    environment(w, container, options.pod);
    mounts(w, container);
  }
};
