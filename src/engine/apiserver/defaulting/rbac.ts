// Models pkg/apis/rbac/v1/defaults.go (v1.36).
import type { JsonObject } from "#api/meta";
import { change, changeEach, fill } from "../json-object.ts";

const GROUP = "rbac.authorization.k8s.io";

export const defaultRoleBinding = (binding: JsonObject): JsonObject =>
  changeEach(
    change(binding, "roleRef", (ref) => (ref["apiGroup"] ? ref : { ...ref, apiGroup: GROUP })),
    "subjects",
    (subject) =>
      subject["kind"] === "User" || subject["kind"] === "Group" ? fill(subject, { apiGroup: GROUP }) : subject,
  );
