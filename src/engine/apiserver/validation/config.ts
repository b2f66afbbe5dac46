// Models config maps, secrets and service accounts of pkg/apis/core/validation/validation.go (v1.36).
import { deepEqual, own } from "#api/json";
import type { Json, JsonObject } from "#api/meta";
import { at, objectOf, textOf } from "../json-object.ts";
import { base64Length, decodeBase64 } from "#api/base64";
import { utf8Length } from "#api/utf8";
import { checkName, immutable } from "./basics.ts";
import { forbidden, invalid, NONE, required, tooLong, type Errors, type FieldError } from "./field-error.ts";
import { entriesOf } from "./labels.ts";
import { isConfigMapKey, isDns1123Subdomain } from "./names.ts";
import { validateMeta, validateMetaUpdate } from "./object-meta.ts";

const META = { name: isDns1123Subdomain, isNamespaced: true };
const MAX_SIZE = 1_048_576;
const IMMUTABLE = "field is immutable when `immutable` is set";

export const validateConfigMap = (configMap: JsonObject): Errors => {
  const binary = objectOf(configMap["binaryData"]);
  const errors: FieldError[] = [...validateMeta(configMap, META)];
  let size = 0;
  for (const [key, value] of entriesOf(configMap["data"])) {
    errors.push(...checkName(key, `data[${key}]`, isConfigMapKey));
    // A key may be any word, `constructor` too: only what the map itself holds counts.
    if (Object.hasOwn(binary, key)) errors.push(invalid(`data[${key}]`, key, "duplicate of key present in binaryData"));
    size += utf8Length(textOf(value));
  }
  for (const [key, value] of entriesOf(binary)) {
    errors.push(...checkName(key, `binaryData[${key}]`, isConfigMapKey));
    size += base64Length(textOf(value));
  }
  return size > MAX_SIZE ? [...errors, tooLong("", MAX_SIZE)] : errors;
};

/** Once immutable, always immutable. */
const validateFrozen = (object: JsonObject, old: JsonObject, keys: readonly string[]): Errors => {
  if (old["immutable"] !== true) return NONE;
  return [
    ...(object["immutable"] === true ? NONE : [forbidden("immutable", IMMUTABLE)]),
    ...keys
      .filter((key) => !deepEqual(objectOf(object[key]), objectOf(old[key])))
      .map((key) => forbidden(key, IMMUTABLE)),
  ];
};

export const validateConfigMapUpdate = (configMap: JsonObject, old: JsonObject): Errors => [
  ...validateMetaUpdate(configMap, old),
  ...validateFrozen(configMap, old, ["data", "binaryData"]),
  ...validateConfigMap(configMap),
];

export const validateSecret = (secret: JsonObject): Errors => {
  const data = entriesOf(secret["data"]);
  const size = data.reduce((sum, [, value]) => sum + base64Length(textOf(value)), 0);
  return [
    ...validateMeta(secret, META),
    ...data.flatMap(([key]) => checkName(key, `data[${key}]`, isConfigMapKey)),
    ...(size > MAX_SIZE ? [tooLong("data", MAX_SIZE)] : NONE),
    ...(own(SECRET_TYPES, textOf(secret["type"]))?.(objectOf(secret["data"]), secret) ?? NONE),
  ];
};

const ACCOUNT_NAME = "kubernetes.io/service-account.name";

const requireKeys =
  (...keys: readonly string[]) =>
  (data: JsonObject): Errors =>
    keys.filter((key) => data[key] === undefined).map((key) => required(`data[${key}]`));

const requireJson =
  (key: string) =>
  (data: JsonObject): Errors => {
    const value = data[key];
    if (value === undefined) return [required(`data[${key}]`)];
    const error = jsonObjectError(decodeBase64(textOf(value)));
    return error === undefined ? NONE : [invalid(`data[${key}]`, "<secret contents redacted>", error)];
  };

/** What each type of secret must hold. */
const SECRET_TYPES: { readonly [type: string]: (data: JsonObject, secret: JsonObject) => Errors } = {
  "kubernetes.io/service-account-token": (_, secret) =>
    textOf(at(secret, "metadata", "annotations", ACCOUNT_NAME)) === ""
      ? [required(`metadata.annotations[${ACCOUNT_NAME}]`)]
      : NONE,
  "kubernetes.io/dockercfg": requireJson(".dockercfg"),
  "kubernetes.io/dockerconfigjson": requireJson(".dockerconfigjson"),
  "kubernetes.io/basic-auth": (data) =>
    data["username"] === undefined && data["password"] === undefined ? requireKeys("username", "password")(data) : NONE,
  "kubernetes.io/ssh-auth": (data) =>
    textOf(data["ssh-privatekey"]) === "" ? [required("data[ssh-privatekey]")] : NONE,
  "kubernetes.io/tls": requireKeys("tls.crt", "tls.key"),
};

/** encoding/json's words for what is no JSON object. */
const jsonObjectError = (text: string): string | undefined => {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    return goJsonError(text);
  }
  if (value === null || (typeof value === "object" && !Array.isArray(value))) return undefined;
  const kind = Array.isArray(value) ? "array" : typeof value === "boolean" ? "bool" : typeof value;
  return `json: cannot unmarshal ${kind} into Go value of type map[string]interface {}`;
};

// Simplified: only the place where a value should begin is told apart; errors further in read as the text's end.
const goJsonError = (text: string): string => {
  const first = text.trimStart().charAt(0);
  if (first === "" || '{["-0123456789tfn'.includes(first)) return "unexpected end of JSON input";
  return `invalid character '${first}' looking for beginning of value`;
};

export const validateSecretUpdate = (secret: JsonObject, old: JsonObject): Errors => [
  ...validateMetaUpdate(secret, old),
  ...immutable(secret["type"], old["type"], "type"),
  ...validateFrozen(secret, old, ["data"]),
  ...validateSecret(secret),
];

export const validateServiceAccount = (account: JsonObject): Errors => validateMeta(account, META);

export const validateServiceAccountUpdate = (account: JsonObject, old: JsonObject): Errors => [
  ...validateMetaUpdate(account, old),
  ...validateServiceAccount(account),
];
