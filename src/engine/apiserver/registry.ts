// The resources as the API server serves them: defaulting, strategy and validation, each a table by resource, joined to one door. What only
// people's requests need is asked of `checks`.
import type { KubeObject } from "#api/meta";
import type { ResourceName } from "#api/resources";
import { checks } from "./checks.ts";
import { defaultObject, withDefaults } from "./defaulting/defaults.ts";
import type { Strategy } from "./strategy.ts";
import { isNewGeneration, prepareForCreate, prepareForUpdate } from "./strategy/prepare.ts";

const made = new Map<ResourceName, Strategy>();

const makeStrategy = (resource: ResourceName): Strategy => ({
  default: (object) => defaultObject(resource, object),
  defaultTrusted: (object) => withDefaults(resource, object),
  prepareForCreate: (object, context) => prepareForCreate(resource, object, context),
  prepareForUpdate: (object, old) => prepareForUpdate(resource, object, old),
  validate: (object) => checks().validateCreate(resource, object),
  validateUpdate: (object, old) => checks().validateUpdate(resource, object, old),
  warnings: (object, old) => checks().warningsOf(resource, object, old),
  generationChanged: (object: KubeObject, old: KubeObject) => isNewGeneration(resource, object, old),
});

export const strategyOf = (resource: ResourceName): Strategy => {
  let strategy = made.get(resource);
  if (!strategy) made.set(resource, (strategy = makeStrategy(resource)));
  return strategy;
};
