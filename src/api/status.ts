// Models staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go (v1.36): the API server's refusals, in its own words.
import type { Status, StatusCause } from "./meta.ts";
import type { DiscoveredResource } from "./discovered.ts";
import { qualifiedPlural } from "./scheme.ts";

type Details = NonNullable<Status["details"]>;
type Named = Pick<DiscoveredResource, "plural" | "group">;

export const makeStatus = (code: number, reason: string, message: string, details?: Details): Status => ({
  kind: "Status",
  apiVersion: "v1",
  status: "Failure",
  message,
  reason,
  code,
  ...(details ? { details } : {}),
});

const details = (info: Named, name: string): Details => ({
  name,
  ...(info.group ? { group: info.group } : {}),
  kind: info.plural,
});

export const notFound = (info: Named, name: string): Status =>
  makeStatus(404, "NotFound", `${qualifiedPlural(info)} "${name}" not found`, details(info, name));

export const alreadyExists = (info: Named, name: string): Status =>
  makeStatus(409, "AlreadyExists", `${qualifiedPlural(info)} "${name}" already exists`, details(info, name));

export const conflict = (info: Named, name: string, why: string): Status =>
  makeStatus(
    409,
    "Conflict",
    `Operation cannot be fulfilled on ${qualifiedPlural(info)} "${name}": ${why}`,
    details(info, name),
  );

export const forbidden = (info: Named, name: string, why: string): Status =>
  makeStatus(403, "Forbidden", `${qualifiedPlural(info)} "${name}" is forbidden: ${why}`, details(info, name));

export const badRequest = (message: string): Status => makeStatus(400, "BadRequest", message);

export const tooManyRequests = (message: string, causes: readonly StatusCause[]): Status =>
  makeStatus(429, "TooManyRequests", message, { causes, retryAfterSeconds: 10 });

export const internalError = (message: string): Status =>
  makeStatus(500, "InternalError", `Internal error occurred: ${message}`);
