// kubectl decodes an object's metadata itself, into a metadataOnlyObject; a wrong type there never reaches the server.
import { goQuote } from "#api/go-quote";
import { isJsonObject } from "#api/json";
import type { Json, JsonObject } from "#api/meta";
import { parseTime } from "#api/time";

const GO_KINDS: { readonly [type: string]: string } = { boolean: "bool", number: "number", object: "object" };

export const goKind = (value: Json): string =>
  Array.isArray(value) ? "array" : (GO_KINDS[typeof value] ?? typeof value);

const unfit = (found: Json, field: string, type: string): string =>
  `json: cannot unmarshal ${goKind(found)} into Go struct field ${field} of type ${type}`;

/** A type of Go: which JSON it takes, and what it says of other JSON. */
type Check = (value: Json, field: string) => string | undefined;

const scalar =
  (type: string, json: "string" | "number" | "boolean" = "string"): Check =>
  (value, field) =>
    typeof value === json ? undefined : unfit(value, field, type);

const firstWrong = (values: readonly Json[], check: (value: Json) => string | undefined): string | undefined => {
  for (const value of values) {
    const wrong = value === null ? undefined : check(value);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
};

const listOf =
  (type: string, item: Check): Check =>
  (value, field) =>
    Array.isArray(value)
      ? firstWrong(value as readonly Json[], (one) => item(one, field))
      : unfit(value, field, `[]${type}`);

const texts: Check = (value, field) =>
  isJsonObject(value)
    ? firstWrong(Object.values(value), (one) => scalar("string")(one, field))
    : unfit(value, field, "map[string]string");

const time: Check = (value, field) => {
  if (typeof value !== "string") return unfit(value, field, "string");
  const quoted = goQuote(value);
  return parseTime(value) === undefined
    ? `parsing time ${quoted} as "2006-01-02T15:04:05Z07:00": cannot parse ${quoted} as "2006"`
    : undefined;
};

type Fields = { readonly [field: string]: Check };

const OWNER: Fields = {
  apiVersion: scalar("string"),
  kind: scalar("string"),
  name: scalar("string"),
  uid: scalar("types.UID"),
  controller: scalar("bool", "boolean"),
  blockOwnerDeletion: scalar("bool", "boolean"),
};

const wrongIn = (fields: Fields, object: JsonObject, path: string): string | undefined =>
  firstWrong(Object.entries(object), (entry) => {
    const [field, value] = entry as unknown as readonly [string, Json];
    return value === null || !Object.hasOwn(fields, field) ? undefined : fields[field]?.(value, `${path}.${field}`);
  });

const owner: Check = (value, field) =>
  isJsonObject(value)
    ? wrongIn(OWNER, value, "OwnerReference.metadata.ownerReferences")
    : unfit(value, field, "v1.OwnerReference");

const METADATA: Fields = {
  name: scalar("string"),
  generateName: scalar("string"),
  namespace: scalar("string"),
  resourceVersion: scalar("string"),
  selfLink: scalar("string"),
  uid: scalar("types.UID"),
  generation: scalar("int64", "number"),
  deletionGracePeriodSeconds: scalar("int64", "number"),
  labels: texts,
  annotations: texts,
  creationTimestamp: time,
  deletionTimestamp: time,
  finalizers: listOf("string", scalar("string")),
  ownerReferences: listOf("v1.OwnerReference", owner),
};

/** What kubectl says of metadata that it cannot read. */
export const wrongMetadata = ({ metadata }: JsonObject): string | undefined => {
  if (metadata === undefined || metadata === null) return undefined;
  if (isJsonObject(metadata)) return wrongIn(METADATA, metadata, "ObjectMeta.metadata");
  return unfit(metadata, "metadataOnlyObject.metadata", "v1.ObjectMeta");
};
