// Models DescribeProbe of kubectl/pkg/describe/describe.go (v1.36).
import type { JsonObject } from "#api/meta";
import { has, num, obj, strings, text } from "../object.ts";

const attributes = (probe: JsonObject): string =>
  `delay=${num(probe, "initialDelaySeconds")}s timeout=${num(probe, "timeoutSeconds")}s period=${num(probe, "periodSeconds")}s` +
  ` #success=${num(probe, "successThreshold")} #failure=${num(probe, "failureThreshold")}`;

/** net/url's escaping of a path. */
const escapePath = (path: string): string =>
  encodeURI(path)
    .replaceAll("%25", "%25")
    .replaceAll("?", "%3F")
    .replaceAll("#", "%23")
    .replaceAll("[", "%5B")
    .replaceAll("]", "%5D");

/** net/url's escaping of a host. */
const escapeHost = (host: string): string => host.replaceAll(/[^\w\-.~!$&'()*+,;=:[\]<>"]/gu, encodeURIComponent);

const httpUrl = (get: JsonObject): string => {
  const host = text(get, "host");
  const port = text(get, "port");
  const authority = port === "" ? host : host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
  const path = text(get, "path");
  const separator = path !== "" && !path.startsWith("/") && authority !== "" ? "/" : "";
  const scheme = text(get, "scheme").toLowerCase();
  return `${scheme === "" ? "" : `${scheme}:`}//${escapeHost(authority)}${separator}${escapePath(path)}`;
};

export const probeText = (probe: JsonObject): string => {
  const tail = attributes(probe);
  if (has(probe, "exec")) return `exec [${strings(probe, "exec", "command").join(" ")}] ${tail}`;
  if (has(probe, "httpGet")) return `http-get ${httpUrl(obj(probe, "httpGet"))} ${tail}`;
  if (has(probe, "tcpSocket")) {
    return `tcp-socket ${text(probe, "tcpSocket", "host")}:${text(probe, "tcpSocket", "port")} ${tail}`;
  }
  if (has(probe, "grpc")) return `grpc <pod>:${num(probe, "grpc", "port")} ${text(probe, "grpc", "service")} ${tail}`;
  return `unknown ${tail}`;
};
