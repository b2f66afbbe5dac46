// Models RFC 6902 as gopkg.in/evanphx/json-patch.v4 v4.13 does it, with its error texts and its leniency: replacing an absent
// key of a map adds it.
import { own } from "#api/json";
import type { Json, JsonObject } from "#api/meta";
import { copyJson, copyMap, equalJson, isMap, type MutableJson, type MutableMap } from "./json-value.ts";
import { PatchError, toResult, type PatchResult } from "./patch-error.ts";

type Container = MutableMap | MutableJson[];

const MISSING = "missing value";

/** The object after the operations, in order; the first that fails ends it. */
export const jsonPatch = (object: JsonObject, operations: readonly Json[]): PatchResult =>
  toResult(() => {
    const root: MutableMap = { root: copyMap(object) };
    for (const operation of operations) applyOperation(root, operation);
    return root["root"] as MutableMap;
  });

const applyOperation = (root: MutableMap, operation: Json): void => {
  if (!isMap(operation)) {
    throw new PatchError("json: cannot unmarshal value into Go value of type jsonpatch.Operation");
  }
  const op = operation["op"];
  const apply = own(OPERATIONS, typeof op === "string" ? op : "unknown");
  if (!apply) throw new PatchError(`Unexpected kind: ${typeof op === "string" ? op : "unknown"}`);
  apply(root, operation);
};

type Operation = (root: MutableMap, operation: MutableMap) => void;

const pathOf = (operation: MutableMap, name: string): string => {
  const path = operation["path"];
  if (typeof path === "string") return path;
  throw new PatchError(`${name} operation failed to decode path: ${MISSING}`);
};

const fromOf = (operation: MutableMap, name: string): string => {
  const from = operation["from"];
  if (typeof from === "string") return from;
  throw new PatchError(`${name} operation failed to decode from: operation, missing from field: ${MISSING}`);
};

const add: Operation = (root, operation) => {
  const path = pathOf(operation, "add");
  const found = find(root, path);
  if (!found) throw new PatchError(`add operation does not apply: doc is missing path: "${path}": ${MISSING}`);
  within(`error in add for path: '${path}'`, () =>
    addTo(found.container, found.key, copyJson(operation["value"] ?? null)),
  );
};

const remove: Operation = (root, operation) => {
  const path = pathOf(operation, "remove");
  const found = find(root, path);
  if (!found) throw new PatchError(`remove operation does not apply: doc is missing path: "${path}": ${MISSING}`);
  within(`error in remove for path: '${path}'`, () => removeFrom(found.container, found.key));
};

const replace: Operation = (root, operation) => {
  const path = pathOf(operation, "replace");
  const value = copyJson(operation["value"] ?? null);
  if (path === "") {
    if (typeof value !== "object" || value === null) {
      throw new PatchError("replace operation value must be object or array: %!w(<nil>)");
    }
    root["root"] = value;
    return;
  }
  const found = find(root, path);
  if (!found) throw new PatchError(`replace operation does not apply: doc is missing path: ${path}: ${MISSING}`);
  if (Array.isArray(found.container)) {
    const index = indexOf(found.key, found.container.length);
    if (typeof index === "string" || index >= found.container.length) {
      throw new PatchError(`replace operation does not apply: doc is missing key: ${path}: ${MISSING}`);
    }
    found.container[index] = value;
  } else {
    found.container[found.key] = value;
  }
};

const move: Operation = (root, operation) => {
  const from = fromOf(operation, "move");
  const source = find(root, from);
  if (!source) throw new PatchError(`move operation does not apply: doc is missing from path: ${from}: ${MISSING}`);
  const value = within(`error in move for path: '${source.key}'`, () => {
    const current = getFrom(source.container, source.key);
    removeFrom(source.container, source.key);
    return current;
  });
  const path = pathOf(operation, "move");
  const target = find(root, path);
  if (!target)
    throw new PatchError(`move operation does not apply: doc is missing destination path: ${path}: ${MISSING}`);
  within(`error in move for path: '${path}'`, () => addTo(target.container, target.key, value ?? null));
};

const copy: Operation = (root, operation) => {
  const from = fromOf(operation, "copy");
  const source = find(root, from);
  if (!source) throw new PatchError(`copy operation does not apply: doc is missing from path: ${from}: ${MISSING}`);
  const value = within(`error in copy for from: '${from}'`, () => getFrom(source.container, source.key));
  const path = pathOf(operation, "copy");
  const target = find(root, path);
  if (!target)
    throw new PatchError(`copy operation does not apply: doc is missing destination path: ${path}: ${MISSING}`);
  within("error while adding value during copy", () => addTo(target.container, target.key, copyJson(value ?? null)));
};

const test: Operation = (root, operation) => {
  const path = pathOf(operation, "test");
  const failed = new PatchError(`testing value ${path} failed: test failed`);
  const wanted = operation["value"] ?? null;
  if (path === "") {
    if (!equalJson(root["root"], wanted)) throw failed;
    return;
  }
  const found = find(root, path);
  if (!found) throw new PatchError(`test operation does not apply: is missing path: ${path}: ${MISSING}`);
  const value = within(`error in test for path: '${path}'`, () => getFrom(found.container, found.key));
  if (!equalJson(value ?? null, wanted)) throw failed;
};

const OPERATIONS: { readonly [op: string]: Operation | undefined } = { add, remove, replace, move, copy, test };

const within = <T>(context: string, work: () => T): T => {
  try {
    return work();
  } catch (error) {
    throw error instanceof PatchError ? new PatchError(`${context}: ${error.message}`) : error;
  }
};

const find = (root: MutableMap, path: string): { container: Container; key: string } | undefined => {
  const parts = path.split("/").map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
  if (parts.length < 2) return undefined;
  const key = parts.at(-1) ?? "";
  let current: MutableJson | undefined = root["root"];
  for (const part of parts.slice(1, -1)) {
    if (Array.isArray(current)) {
      const index = indexOf(part, current.length);
      current = typeof index === "number" ? current[index] : undefined;
    } else {
      current = isMap(current) && Object.hasOwn(current, part) ? current[part] : undefined;
    }
  }
  return isMap(current) || Array.isArray(current) ? { container: current, key } : undefined;
};

/** A list index, or the text of what is wrong with it; negative ones count from the end. */
const indexOf = (key: string, length: number): number | string => {
  if (!/^[+-]?\d+$/.test(key)) return `strconv.Atoi: parsing ${JSON.stringify(key)}: invalid syntax`;
  const index = Number(key);
  if (index >= 0) return index;
  return index < -length ? invalidIndex(index) : index + length;
};

const invalidIndex = (index: number): string => `Unable to access invalid index: ${index}: invalid index referenced`;

const validIndex = (key: string, length: number): number => {
  const index = indexOf(key, length);
  if (typeof index === "string") throw new PatchError(index);
  if (index >= length) throw new PatchError(invalidIndex(index));
  return index;
};

const getFrom = (container: Container, key: string): MutableJson | undefined => {
  if (Array.isArray(container)) return container[validIndex(key, container.length)];
  return Object.hasOwn(container, key) ? container[key] : undefined;
};

const removeFrom = (container: Container, key: string): void => {
  if (Array.isArray(container)) {
    container.splice(validIndex(key, container.length), 1);
    return;
  }
  if (!Object.hasOwn(container, key)) throw new PatchError(`Unable to remove nonexistent key: ${key}: ${MISSING}`);
  delete container[key];
};

const addTo = (container: Container, key: string, value: MutableJson): void => {
  if (!Array.isArray(container)) {
    container[key] = value;
    return;
  }
  if (key === "-") {
    container.push(value);
    return;
  }
  if (!/^[+-]?\d+$/.test(key)) {
    throw new PatchError(
      `value was not a proper array index: '${key}': strconv.Atoi: parsing ${JSON.stringify(key)}: invalid syntax`,
    );
  }
  container.splice(validIndex(key, container.length + 1), 0, value);
};
