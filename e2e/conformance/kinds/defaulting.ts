// What an object gets by default, and what it is when it has just been created.
import type { KubeObject } from "#api/meta";
import { resourceOf } from "#api/scheme";
import { parseTime } from "#api/time";
import { defaultObject } from "../../../src/engine/apiserver/defaulting/defaults.ts";
import { prepareForCreate } from "../../../src/engine/apiserver/strategy/prepare.ts";
import { namedByPod, recordedCluster } from "./recorded-objects.ts";

export const answerDefaulting = ({ object }: { readonly object: KubeObject }, now: string): object => {
  const info = resourceOf(object.apiVersion, object.kind);
  if (!info) return {};
  const out = defaultObject(info.plural, object);
  const namespace = info.namespaced ? { namespace: out.metadata.namespace ?? "default" } : {};
  const uid = "00000000-0000-4000-8000-000000000000";
  const born = { ...out, metadata: { ...out.metadata, ...namespace, uid, creationTimestamp: now } };
  const { sim } = recordedCluster(namedByPod(object), now);
  const answer = sim.api.create(info.plural, { ...object, metadata: { ...object.metadata, ...namespace } });
  if (!answer.ok) return { out, createError: answer.status.message };
  return { out, created: prepareForCreate(info.plural, born, { wallMs: parseTime(now) ?? 0 }) };
};
