// What the server says of its own kinds (/openapi/v3), as `kubectl explain` reads it: 156 kB, loaded only when a line names that. Written by
// .ci/openapi.mjs.
import generated from "./generated/openapi.json" with { type: "json" };

export interface OpenApiSchema {
  readonly about?: string;
  readonly type?: string;
  /** What this one is, besides what is said here: `allOf` with one reference. */
  readonly ref?: string;
  /** The schema that stands here: `$ref`. */
  readonly same?: string;
  readonly values?: readonly string[];
  readonly items?: OpenApiSchema;
  /** additionalProperties. */
  readonly others?: OpenApiSchema;
  readonly docs?: { readonly description?: string; readonly url?: string };
  readonly required?: readonly string[];
  /** In the order of their names. */
  readonly fields?: { readonly [name: string]: OpenApiSchema };
}

export interface OpenApi {
  /** `apps/v1/deployments` -> its kind, and the name of its schema. */
  readonly types: { readonly [resource: string]: readonly [kind: string, schema: string] };
  readonly schemas: { readonly [name: string]: OpenApiSchema };
}

export const openApi = generated as unknown as OpenApi;
