// metadata.managedFields, which are kept beside the objects and shown in them.
import type { JsonObject } from "#api/meta";
import { resourceOf } from "#api/scheme";
import type { KubeClient } from "../client.ts";
import { kindOf, list, nameOf, namespaceOf, obj, text } from "../object.ts";

/** An object, or a list, with what the server knows of its owners. */
export const withManagedFields = (client: KubeClient, object: JsonObject): JsonObject => {
  if (kindOf(object) === "List" || Array.isArray(object["items"])) {
    return { ...object, items: list(object, "items").map((item) => withManagedFields(client, item)) };
  }
  const resource = resourceOf(text(object, "apiVersion"), kindOf(object));
  const metadata = obj(object, "metadata");
  if (!resource || metadata["managedFields"] !== undefined) return object;
  const namespace = resource.namespaced ? namespaceOf(object) : "";
  const managedFields = client.managedFields({ resource, namespace, name: nameOf(object) });
  return managedFields.length === 0 ? object : { ...object, metadata: { ...metadata, managedFields } };
};
