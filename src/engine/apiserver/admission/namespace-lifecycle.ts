// Models staging/src/k8s.io/apiserver/pkg/admission/plugin/namespace/lifecycle/admission.go (v1.36).
import { resourceByName } from "#api/scheme";
import { forbidden, notFound } from "#api/status";
import type { Admission } from "./admission.ts";

const IMMORTAL: readonly string[] = ["default", "kube-system", "kube-public"];

export const namespaceLifecycle: Admission = ({ info, operation, object, store }) => {
  const { name, namespace } = object.metadata;
  if (info.plural === "namespaces") {
    return operation === "DELETE" && IMMORTAL.includes(name)
      ? forbidden(info, name, "this namespace may not be deleted")
      : object;
  }
  if (!namespace || operation !== "CREATE") return object;
  const found = store.get("namespaces", namespace);
  if (!found) return notFound(resourceByName("namespaces")!, namespace);
  if (found.metadata.deletionTimestamp || found.status?.phase === "Terminating") {
    const why = `unable to create new content in namespace ${namespace} because it is being terminated`;
    const refusal = forbidden(info, name, why);
    const cause = {
      reason: "NamespaceTerminating",
      message: `namespace ${namespace} is being terminated`,
      field: "metadata.namespace",
    };
    return { ...refusal, details: { ...refusal.details, causes: [cause] } };
  }
  return object;
};
