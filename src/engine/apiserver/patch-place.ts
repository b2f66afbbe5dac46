// What a patch may not take away from an object: its name.
import type { KubeObject } from "#api/meta";

/** The patched object under the name and in the namespace that it had; undefined: the patch took its name away. */
export const placedAs = (old: KubeObject, patched: KubeObject): KubeObject | undefined => {
  const metadata = patched.metadata as KubeObject["metadata"] | null | undefined;
  if (!metadata || (metadata.name ?? "") === "") return undefined;
  const { namespace } = old.metadata;
  return namespace === undefined || (metadata.namespace ?? "") !== ""
    ? patched
    : { ...patched, metadata: { ...metadata, namespace } };
};

export const NAMELESS = {
  message:
    '[metadata.name: Required value: name or generateName is required, metadata.name: Invalid value: "": field is immutable]',
  causes: [
    {
      reason: "FieldValueRequired",
      message: "Required value: name or generateName is required",
      field: "metadata.name",
    },
    { reason: "FieldValueInvalid", message: 'Invalid value: "": field is immutable', field: "metadata.name" },
  ],
};
