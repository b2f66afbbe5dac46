// Models staging/src/k8s.io/apiserver/pkg/registry/rest/{create,update,delete}.go (v1.36): what differs by resource in a request's way
// through the API server. One row a resource in registry.ts; nothing here names a kind.
import type { KubeObject, StatusCause } from "#api/meta";

/** What a strategy may know of the request. */
export interface RequestContext {
  readonly wallMs: number;
}

export interface FieldRefusal {
  readonly message: string;
  readonly causes: readonly StatusCause[];
}

export interface Strategy {
  /** Fills in defaults; answers the same object if nothing was absent. */
  default(object: KubeObject): KubeObject;
  /** The same for an object that a component of the engine made: what it writes is in canonical form, and only defaults are missing. */
  defaultTrusted(object: KubeObject): KubeObject;
  /** Clears what a creator may not set (status), sets generation. */
  prepareForCreate(object: KubeObject, context: RequestContext): KubeObject;
  /** Takes the status from `old`; bumps generation where the spec changed. */
  prepareForUpdate(object: KubeObject, old: KubeObject, context: RequestContext): KubeObject;
  /** Undefined if valid; else all field errors, joined as the API server does. */
  validate(object: KubeObject): FieldRefusal | undefined;
  validateUpdate(object: KubeObject, old: KubeObject): FieldRefusal | undefined;
  /** Warnings that go back with an accepted request. */
  warnings(object: KubeObject, old?: KubeObject): readonly string[];
  /** Whether a change from `old` to `object` is one of the desired state: generation counts it. */
  generationChanged(object: KubeObject, old: KubeObject): boolean;
}
