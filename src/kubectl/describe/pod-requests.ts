// Models k8s.io/component-helpers/resource (v1.36): what a whole pod requests, and what it may use.
import type { JsonObject } from "#api/meta";
import { addQuantities, compareQuantities, parseQuantity, type Quantity } from "#api/quantity";
import { has, list, map, obj, text } from "../object.ts";

export type Amounts = Map<string, Quantity>;
type Field = "requests" | "limits";

const read = (object: JsonObject, ...path: readonly string[]): Amounts => {
  const out: Amounts = new Map();
  for (const [name, value] of Object.entries(map(object, ...path))) {
    const parsed = parseQuantity(value);
    if (parsed.ok) out.set(name, parsed.value);
  }
  return out;
};

export const addAmounts = (total: Amounts, more: Amounts): void => {
  for (const [name, value] of more) {
    const old = total.get(name);
    total.set(name, old ? addQuantities(old, value) : value);
  }
};

const maxAmounts = (total: Amounts, other: Amounts): void => {
  for (const [name, value] of other) {
    const old = total.get(name);
    if (!old || compareQuantities(value, old) > 0) total.set(name, value);
  }
};

/** What a container asks for; with its status, the most of wanted, allocated and actual. */
const containerAmounts = (container: JsonObject, field: Field, status: JsonObject | undefined): Amounts => {
  const amounts = read(container, "resources", field);
  if (!status) return amounts;
  if (has(status, "resources")) maxAmounts(amounts, read(status, "resources", field));
  if (field === "requests") maxAmounts(amounts, read(status, "allocatedResources"));
  return amounts;
};

const statusOf = (pod: JsonObject, field: string, name: string): JsonObject | undefined =>
  list(pod, "status", field).find((item) => text(item, "name") === name);

/** Regular containers and sidecars run together; an init container runs beside the sidecars before it. */
export const podAmounts = (pod: JsonObject, field: Field, useStatus: boolean): Amounts => {
  const total: Amounts = new Map();
  const statusFor = (statusField: string, container: JsonObject): JsonObject | undefined =>
    useStatus ? statusOf(pod, statusField, text(container, "name")) : undefined;
  for (const container of list(pod, "spec", "containers")) {
    addAmounts(total, containerAmounts(container, field, statusFor("containerStatuses", container)));
  }
  const sidecars: Amounts = new Map();
  const init: Amounts = new Map();
  for (const container of list(pod, "spec", "initContainers")) {
    const own = containerAmounts(container, field, statusFor("initContainerStatuses", container));
    const beside: Amounts = new Map(own);
    if (text(container, "restartPolicy") === "Always") {
      addAmounts(total, own);
      addAmounts(sidecars, own);
      maxAmounts(init, sidecars);
      continue;
    }
    addAmounts(beside, sidecars);
    maxAmounts(init, beside);
  }
  maxAmounts(total, init);
  for (const [name, value] of read(obj(pod, "spec"), "resources", field)) total.set(name, value);
  const overhead = read(pod, "spec", "overhead");
  for (const [name, value] of overhead) {
    const old = total.get(name);
    if (field === "requests" || old) total.set(name, old ? addQuantities(old, value) : value);
  }
  return total;
};
