// Models staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go (v1.36): the API server's refusals, in its own words.
import type { Status, StatusCause } from "#api/meta";
import type { ResourceInfo } from "#api/discovered";

type Details = NonNullable<Status["details"]>;

export const makeStatus = (code: number, reason: string, message: string, details?: Details): Status => ({
  kind: "Status",
  apiVersion: "v1",
  status: "Failure",
  message,
  reason,
  code,
  ...(details ? { details } : {}),
});

/** `deployments.apps`, `pods`: a resource as error texts name it. */
const qualifiedResource = (info: ResourceInfo): string => (info.group ? `${info.plural}.${info.group}` : info.plural);

const details = (info: ResourceInfo, name: string): Details => ({
  name,
  ...(info.group ? { group: info.group } : {}),
  kind: info.plural,
});

export const notFound = (info: ResourceInfo, name: string): Status =>
  makeStatus(404, "NotFound", `${qualifiedResource(info)} "${name}" not found`, details(info, name));

export const alreadyExists = (info: ResourceInfo, name: string): Status =>
  makeStatus(409, "AlreadyExists", `${qualifiedResource(info)} "${name}" already exists`, details(info, name));

export const conflict = (info: ResourceInfo, name: string, why: string): Status =>
  makeStatus(
    409,
    "Conflict",
    `Operation cannot be fulfilled on ${qualifiedResource(info)} "${name}": ${why}`,
    details(info, name),
  );

export const forbidden = (info: ResourceInfo, name: string, why: string): Status =>
  makeStatus(403, "Forbidden", `${qualifiedResource(info)} "${name}" is forbidden: ${why}`, details(info, name));

export const badRequest = (message: string): Status => makeStatus(400, "BadRequest", message);

export const tooManyRequests = (message: string, causes: readonly StatusCause[]): Status =>
  makeStatus(429, "TooManyRequests", message, { causes, retryAfterSeconds: 10 });

export const internalError = (message: string): Status =>
  makeStatus(500, "InternalError", `Internal error occurred: ${message}`);
