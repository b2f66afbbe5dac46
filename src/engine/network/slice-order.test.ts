// The order of a service's slices is kept, and found anew when one of them comes, goes or changes hands.
import { expect, it } from "vitest";
import type { EndpointSlice } from "#api/discovery";
import type { ObjectChange } from "../apiserver/store.ts";
import type { Sim } from "../sim.ts";
import { SERVICE_NAME_LABEL, serviceOf, SliceOrder } from "./proxy-rules.ts";

const slice = (name: string, service: string, resourceVersion = "1"): EndpointSlice => ({
  apiVersion: "discovery.k8s.io/v1",
  kind: "EndpointSlice",
  metadata: { name, namespace: "default", labels: { [SERVICE_NAME_LABEL]: service }, resourceVersion },
  addressType: "IPv4",
  endpoints: [],
});

/** A store of slices, and how often all of a service were asked for. */
const shelf = (...first: readonly EndpointSlice[]) => {
  const slices = new Map(first.map((s) => [`default/${s.metadata.name}`, s]));
  let lists = 0;
  const store = {
    get: (_: string, key: string) => slices.get(key),
    byIndex: (_r: string, _n: string, service: string) => {
      lists++;
      return [...slices.values()].filter((s) => serviceOf(s) === service);
    },
  };
  const order = new SliceOrder({ store } as unknown as Sim);
  const change = (type: ObjectChange["type"], now: EndpointSlice): void => {
    const key = `default/${now.metadata.name}`;
    const old = slices.get(key);
    if (type === "DELETED") slices.delete(key);
    else slices.set(key, now);
    order.sliceChanged({ type, resource: "endpointslices", key, object: now, ...(old ? { old } : {}) });
  };
  const seen = (service = "default/web") =>
    order.slicesOf(service).map(({ metadata }) => `${metadata.name}:${metadata.resourceVersion}`);
  return { change, seen, lists: () => lists };
};

it("asks for all slices once, and knows those that change", () => {
  const { change, seen, lists } = shelf(slice("b", "web"), slice("a", "web"));
  expect(seen()).toEqual(["a:1", "b:1"]);
  change("MODIFIED", slice("b", "web", "2"));
  expect(seen()).toEqual(["a:1", "b:2"]);
  expect(lists()).toBe(1);
});

it.each<[string, ObjectChange["type"], EndpointSlice, { web: string[]; api: string[] }]>([
  ["comes", "ADDED", slice("aa", "web"), { web: ["a:1", "aa:1", "b:1"], api: [] }],
  ["goes", "DELETED", slice("a", "web", "2"), { web: ["b:1"], api: [] }],
  ["changes hands", "MODIFIED", slice("a", "api", "2"), { web: ["b:1"], api: ["a:2"] }],
])("sorts anew when one %s", (_, type, now, wanted) => {
  const { change, seen } = shelf(slice("b", "web"), slice("a", "web"));
  seen();
  seen("default/api");
  change(type, now);
  expect({ web: seen(), api: seen("default/api") }).toEqual(wanted);
});
