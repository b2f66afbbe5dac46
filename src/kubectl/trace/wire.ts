// What a request looks like on its way: the address that client-go would ask (rest/request.go), and the words of HTTP around it.
import { compareStrings } from "#api/compare";
import { apiVersionOf } from "#api/scheme";
import type { DiscoveredResource } from "#api/discovered";

/** A parameter that is given several times has several values. */
export type Query = { readonly [name: string]: string | readonly string[] };

/** url.QueryEscape */
const escape = (text: string): string =>
  encodeURIComponent(text)
    .replaceAll("%20", "+")
    .replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** Parameters in the order of their names; an empty one is not sent. */
export const queryText = (query: Query): string => {
  const pairs = Object.entries(query)
    .toSorted(([a], [b]) => compareStrings(a, b))
    .flatMap(([name, values]) => [values].flat().map((value) => [name, value] as const))
    .filter(([, value]) => value !== "")
    .map(([name, value]) => `${name}=${escape(value)}`);
  return pairs.length === 0 ? "" : `?${pairs.join("&")}`;
};

export interface Place {
  readonly resource: DiscoveredResource;
  readonly namespace: string;
  readonly name?: string;
  readonly subresource?: string;
}

export const pathOf = ({ resource, namespace, name, subresource }: Place): string => {
  const root = resource.group === "" ? "/api" : "/apis";
  const scope = resource.namespaced && namespace !== "" ? ["namespaces", namespace] : [];
  const rest = [...(name === undefined ? [] : [name]), ...(subresource === undefined ? [] : [subresource])];
  return [root, apiVersionOf(resource), ...scope, resource.plural, ...rest].join("/");
};

const REASONS: { readonly [code: number]: string } = {
  101: "Switching Protocols",
  200: "OK",
  201: "Created",
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  409: "Conflict",
  410: "Gone",
  422: "Unprocessable Entity",
  429: "Too Many Requests",
  500: "Internal Server Error",
  503: "Service Unavailable",
};

export const statusText = (code: number): string => `${code} ${REASONS[code] ?? ""}`.trimEnd();

/** A value of a structured line (klog's serialize.WriteStringValue): quoted, or indented if it has several lines. */
export const klogValue = (text: string): string =>
  text.includes("\n")
    ? `<\n${text
        .replace(/\n$/, "")
        .split("\n")
        .map((line) => `\t${line}\n`)
        .join("")} >`
    : JSON.stringify(text);

const LIMITS: { readonly [level: number]: number } = { 8: 1024, 9: 10_240 };

/** A long body is cut (client-go, rest/request.go truncateBody). */
export const shownBody = (body: string, level: number): string => {
  const max = LIMITS[level] ?? Infinity;
  return body.length <= max ? body : `${body.slice(0, max)} [truncated ${body.length - max} chars]`;
};
