// Models AggregateContainerRequests and AggregateContainerLimits of staging/src/k8s.io/component-helpers/resource/helpers.go (v1.36).
import type { JsonObject } from "#api/meta";
import { addQuantities, compareQuantities, formatQuantity, quantityOf, type Quantity } from "#api/quantity";
import { at, objectOf, objectsOf, textOf } from "../json-object.ts";

type Amounts = Map<string, Quantity>;

/**
 * Containers and sidecars together, or the largest init container with the sidecars that started before it.
 * Worked example: a sidecar of 100m, an init container of 1, an app of 500m: 1100m, for 100m + 1 is more than 100m + 500m.
 */
export const aggregateResources = (
  spec: JsonObject,
  kind: "requests" | "limits",
): { readonly [name: string]: string } => {
  const amountsOf = (container: JsonObject): readonly (readonly [string, Quantity])[] =>
    Object.entries(objectOf(at(container, "resources", kind))).map(([name, text]) => [name, quantityOf(textOf(text))]);
  const total: Amounts = new Map();
  for (const container of objectsOf(spec["containers"])) {
    for (const [name, amount] of amountsOf(container)) add(total, name, amount);
  }
  const sidecars: Amounts = new Map();
  const peak: Amounts = new Map();
  for (const container of objectsOf(spec["initContainers"])) {
    const isSidecar = container["restartPolicy"] === "Always";
    for (const [name, amount] of amountsOf(container)) {
      const before = sidecars.get(name);
      raise(peak, name, before ? addQuantities(before, amount) : amount);
      if (!isSidecar) continue;
      add(total, name, amount);
      add(sidecars, name, amount);
    }
  }
  for (const [name, amount] of peak) raise(total, name, amount);
  return Object.fromEntries([...total].map(([name, amount]) => [name, formatQuantity(amount)]));
};

const add = (to: Amounts, name: string, amount: Quantity): void => {
  const before = to.get(name);
  to.set(name, before ? addQuantities(before, amount) : amount);
};

const raise = (to: Amounts, name: string, amount: Quantity): void => {
  const before = to.get(name);
  if (!before || compareQuantities(amount, before) > 0) to.set(name, amount);
};
