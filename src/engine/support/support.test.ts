import { expect, it } from "vitest";
import { allKinds, structIn, structOf, type SchemaStruct } from "#api/schema/schema";
import { simulatedFields, supportRows } from "./rows.ts";
import { supportNotes, supportOf } from "./support.ts";

/** Kinds that Kubernetes writes itself, or that nothing here acts on: a learner does not write them. */
const NOT_WRITTEN: ReadonlySet<string> = new Set([
  "ControllerRevision",
  "Lease",
  "EndpointSlice",
  "Endpoints",
  "Event",
  "Node",
  "PersistentVolume",
  "PersistentVolumeClaim",
  "ReplicationController",
  "StorageClass",
  "Role",
  "RoleBinding",
  "ClusterRole",
  "ClusterRoleBinding",
]);

/** Every struct that is reached through fields with an effect. */
const reached = (): ReadonlyMap<string, SchemaStruct> => {
  const seen = new Map<string, SchemaStruct>();
  const visit = (struct: SchemaStruct | undefined): void => {
    if (!struct || seen.has(struct.name) || struct.fields.size === 0) return;
    seen.set(struct.name, struct);
    for (const field of struct.fields.values()) {
      if (field.name !== "status" && supportOf(struct.name, field.name) === "simulated")
        visit(structIn(field.fieldType));
    }
  };
  for (const [apiVersion, kind] of allKinds()) if (!NOT_WRITTEN.has(kind)) visit(structOf(apiVersion, kind));
  return seen;
};

it("no field that a learner can write is unsaid", () => {
  const unsaid = [...reached()].flatMap(([name, struct]) =>
    [...struct.fields.keys()]
      .filter((field) => field !== "status" && supportOf(name, field) === undefined)
      .map((field) => `${name}.${field}`),
  );
  expect(unsaid).toEqual([]);
});

it("no row is about a field that does not exist or is never reached", () => {
  const structs = reached();
  const rows = [
    ...Object.keys(supportRows),
    ...Object.entries(simulatedFields).flatMap(([name, fields]) => fields.split(" ").map((f) => `${name}.${f}`)),
  ];
  const stray = rows.filter((row) => {
    const dot = row.lastIndexOf(".");
    return !structs.get(row.slice(0, dot))?.fields.has(row.slice(dot + 1));
  });
  expect(stray).toEqual([]);
});

it("tells of the outermost field without effect, at its place", () => {
  const pod = {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "a", labels: { tty: "x" } },
    spec: {
      hostPID: true,
      containers: [
        { name: "a", image: "b", tty: true },
        { name: "c", image: "d", securityContext: { capabilities: { add: ["X"] }, runAsNonRoot: true } },
      ],
    },
  };
  expect(supportNotes(pod).map((n) => n.path)).toEqual([
    "spec.hostPID",
    "spec.containers[0].tty",
    "spec.containers[1].securityContext.capabilities",
  ]);
});
