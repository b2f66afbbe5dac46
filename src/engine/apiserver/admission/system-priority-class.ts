// Models Delete of pkg/registry/scheduling/priorityclass/storage/storage.go (v1.36).
import { forbidden } from "#api/status";
import type { Admission } from "./admission.ts";

const SYSTEM: readonly string[] = ["system-node-critical", "system-cluster-critical"];

export const systemPriorityClass: Admission = ({ info, operation, object }) =>
  operation === "DELETE" && info.plural === "priorityclasses" && SYSTEM.includes(object.metadata.name)
    ? forbidden(info, object.metadata.name, "this is a system priority class and cannot be deleted")
    : object;
