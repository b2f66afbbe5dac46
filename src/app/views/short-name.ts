import type { Pod } from "#api/core-pod";

/** What a pod is called on its hull: its own letters where it has an owner, a static pod without its machine. */
export const shortNameOf = ({ metadata }: Pod): string => {
  if (metadata.namespace === "kube-system") return metadata.name.replace(/-(master|worker)[\w-]*$/, "");
  const parts = metadata.name.split("-");
  return parts.length > 1 && metadata.ownerReferences?.length ? parts.at(-1)! : metadata.name;
};
