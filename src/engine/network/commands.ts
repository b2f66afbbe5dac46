// What people do with traffic: `network/request`, `load`, `loadStop`, `results`, `client`, `clientRemove`.
import { isJsonObject } from "#api/json";
import type { Json, JsonObject } from "#api/meta";
import type { ClientScenario } from "../scenario.ts";
import type { Component } from "../sim.ts";
import { DEFAULT_TIMEOUT_MS, type Clients } from "./clients.ts";
import type { Source } from "./request.ts";
import type { Traffic } from "./traffic.ts";

const DEFAULT_EVERY_MS = 100;

export const networkCommands = (clients: Clients, traffic: Traffic): NonNullable<Component["commands"]> => ({
  /**
   * `{name?, url, n, every?, from?, host?, timeoutMs?}`: n requests, each so many seconds after the answer to the one before. Answers the
   * name under which `results` has them.
   */
  request: (data) => {
    const url = text(data, "url") ?? "";
    const name = text(data, "name") ?? `request ${url}`;
    const host = text(data, "host");
    clients.run({
      name,
      url,
      n: number(data, "n") ?? 1,
      everyMs: everyMs(data) ?? DEFAULT_EVERY_MS,
      timeoutMs: number(data, "timeoutMs") ?? DEFAULT_TIMEOUT_MS,
      source: sourceOf(data.from),
      ...(host === undefined ? {} : { host }),
    });
    return name;
  },
  /** `{name, url, every | everyMs, from?}`: one request every so many seconds until `loadStop`, whether the one before was answered or not. */
  load: (data) => {
    const client = clientOf(data);
    clients.set({ ...client, perSecond: 1000 / (everyMs(data) ?? 1000), source: sourceOf(data.from) });
    return client.name;
  },
  /** `{name}`: no further request. Those under way still come back: ask `results` until it is done. */
  loadStop: (data) => {
    const name = text(data, "name") ?? "";
    clients.remove(name);
    return resultsOf(clients, traffic, name);
  },
  /** `{name}` -> `{sent, inFlight, isDone, outcomes, bodies?}` of a run, a load or a client. */
  results: (data) => resultsOf(clients, traffic, text(data, "name") ?? ""),
  /** A client as in a scenario: added, or changed if there is one of this name. */
  client: (data) => {
    const spec = clientOf(data);
    clients.set(data.from === undefined ? spec : { ...spec, source: sourceOf(data.from) });
    return null;
  },
  clientRemove: (data) => {
    clients.remove(text(data, "name") ?? "");
    return null;
  },
});

const resultsOf = (clients: Clients, traffic: Traffic, name: string): Json => {
  const run = clients.runOf(name);
  const inFlight = clients.inFlightOf(name);
  if (run) return { sent: run.sent, inFlight, isDone: run.isDone, outcomes: run.outcomes, bodies: run.bodies };
  const { sent, outcomes } = traffic.totals(name);
  return { sent, inFlight, isDone: inFlight === 0 && !clients.get(name), outcomes };
};

/** Who sends: `{kind: "node", node}`, `{kind: "pod", pod}`; else from a machine outside that has routes to all networks. */
const sourceOf = (data: Json | undefined): Source => {
  const asked: JsonObject = isJsonObject(data) ? data : {};
  const [node, pod, address] = [text(asked, "node"), text(asked, "pod"), text(asked, "address")];
  if (asked.kind === "node" && node !== undefined) return { kind: "node", node };
  if (asked.kind === "pod" && pod !== undefined) return { kind: "pod", pod };
  return { kind: "outside", isRouted: asked.isRouted !== false, ...(address === undefined ? {} : { address }) };
};

const clientOf = (data: JsonObject): ClientScenario => ({
  name: text(data, "name") ?? "client",
  url: text(data, "url") ?? "",
  perSecond: number(data, "perSecond") ?? 1,
  ...(data.arrivals === "poisson" ? { arrivals: "poisson" as const } : {}),
  ...numbers(data, ["timeoutMs", "fromMs", "untilMs", "requestsPerConnection"]),
});

const text = (data: JsonObject, key: string): string | undefined => {
  const value = data[key];
  return typeof value === "string" ? value : undefined;
};
const number = (data: JsonObject, key: string): number | undefined => {
  const value = data[key];
  return typeof value === "number" ? value : undefined;
};
const numbers = <K extends string>(data: JsonObject, keys: readonly K[]): { readonly [key in K]?: number } => {
  const found: { [key in K]?: number } = {};
  for (const key of keys) {
    const value = number(data, key);
    if (value !== undefined) found[key] = value;
  }
  return found;
};
/** `every` in seconds, as recordings have it, or `everyMs`. */
const everyMs = (data: JsonObject): number | undefined => {
  const seconds = number(data, "every");
  return number(data, "everyMs") ?? (seconds === undefined ? undefined : seconds * 1000);
};
