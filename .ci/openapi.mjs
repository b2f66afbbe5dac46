// node .ci/openapi.mjs FOLDER src/api/schema/generated/openapi.json: what `kubectl explain` reads, from the answers of a kube-apiserver to /openapi/v3 (see src/api/schema/generate/README.md).
// The format is described in src/api/schema/openapi.ts.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const [, , folder, out] = process.argv;

/** `apis__apps__v1_openapi.json`; versions that a server has by default. */
const FILE = /^(?:api__v1|apis__(?<group>[\w.-]+)__(?<version>v\d+))_openapi\.json$/;
const REF = "#/components/schemas/";

const types = {};
const queue = [];

const named = (ref) => {
  const name = ref.slice(REF.length);
  queue.push(name);
  return name;
};

/** What is kept of a schema under its own name there, and under which here. */
const KEPT = { description: "about", enum: "values", externalDocs: "docs", required: "required" };

const shrink = (schema) => {
  const small = {};
  const [whole, ...others] = schema.allOf ?? [];
  if (others.length > 0 || (whole && !whole.$ref)) throw new Error(JSON.stringify(schema.allOf));
  if (schema.$ref) small.same = named(schema.$ref);
  else if (whole) small.ref = named(whole.$ref);
  else if (schema.type) small.type = schema.type;
  for (const [there, here] of Object.entries(KEPT)) if (schema[there]) small[here] = schema[there];
  if (schema.items) small.items = shrink(schema.items);
  if (typeof schema.additionalProperties === "object") small.others = shrink(schema.additionalProperties);
  if (schema.properties) {
    const names = Object.keys(schema.properties).toSorted();
    small.fields = Object.fromEntries(names.map((name) => [name, shrink(schema.properties[name])]));
  }
  return small;
};

const all = {};
for (const file of readdirSync(folder).toSorted()) {
  const found = FILE.exec(file);
  if (!found) continue;
  const { group = "", version = "v1" } = found.groups ?? {};
  const document = JSON.parse(readFileSync(path.join(folder, file), "utf8"));
  const { schemas } = document.components;
  Object.assign(all, schemas);
  const prefix = group === "" ? "/api/v1" : `/apis/${group}/${version}`;
  for (const [where, methods] of Object.entries(document.paths)) {
    const plural = /^\/(?:namespaces\/\{namespace\}\/)?([a-z]+)(?:\/\{name\})?$/.exec(where.slice(prefix.length))?.[1];
    const gvk = Object.values(methods)
      .map((method) => method["x-kubernetes-group-version-kind"])
      .find(Boolean);
    if (!where.startsWith(prefix) || plural === undefined || !gvk) continue;
    const isIt = (one) => one.group === gvk.group && one.version === gvk.version && one.kind === gvk.kind;
    const name = Object.keys(schemas).find((one) => schemas[one]["x-kubernetes-group-version-kind"]?.some(isIt));
    if (name === undefined) continue;
    types[`${group === "" ? "" : `${group}/`}${version}/${plural}`] = [gvk.kind, name];
    queue.push(name);
  }
}
const schemas = {};
for (let name = queue.pop(); name !== undefined; name = queue.pop()) schemas[name] ??= shrink(all[name]);
const sorted = Object.fromEntries(
  Object.keys(schemas)
    .toSorted()
    .map((name) => [name, schemas[name]]),
);
const about = "Kubernetes 1.36.3. Copyright The Kubernetes Authors, Apache License 2.0; see ../generate";
writeFileSync(out, `${JSON.stringify({ about, types, schemas: sorted }, null, 0)}\n`);
