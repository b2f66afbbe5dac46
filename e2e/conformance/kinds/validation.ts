// A create or an update, through the API server's whole way, and what kubectl would print of the answer.
import type { JsonObject, KubeObject } from "#api/meta";
import { resourceOf } from "#api/scheme";
import { fromStatus, reportError, withSource } from "../../../src/kubectl/errors.ts";
import type { Kind } from "./kind.ts";
import { namedByPod, RECORDED_UID, recordedCluster } from "./recorded-objects.ts";

interface ValidationIn {
  readonly op: "create" | "update";
  readonly object: KubeObject;
  readonly old?: KubeObject;
}

export const validationKind: Kind = {
  answer: ({ in: input }, now) => {
    const text = JSON.stringify(answerValidation(input as unknown as ValidationIn, now));
    const given = JSON.stringify(input);
    return JSON.parse(text.replaceAll(UID, (uid) => (given.includes(uid) ? uid : RECORDED_UID))) as object;
  },
};

const UID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** As kubectl asks. */
const STRICT = { fieldValidation: "Strict" } as const;

const answerValidation = ({ op, object, old }: ValidationIn, now: string): object => {
  const info = resourceOf(object.apiVersion, object.kind);
  if (!info) return { valid: false, message: `no kind ${object.kind}` };
  const { sim } = recordedCluster([...(old ? [old as unknown as JsonObject] : []), ...namedByPod(object)], now);
  const given = info.namespaced
    ? { ...object, metadata: { ...object.metadata, namespace: object.metadata.namespace ?? "default" } }
    : object;
  const answer =
    op === "create" ? sim.api.create(info.plural, given, STRICT) : sim.api.update(info.plural, given, STRICT);
  if (!answer.ok) {
    const { message, details } = answer.status;
    return {
      valid: false,
      message,
      causes: details?.causes ?? [],
      kubectlStderr: reportError(
        withSource(op === "create" ? "creating" : "replacing", "f.yaml", fromStatus(answer.status)),
      ).text,
    };
  }
  const { object: stored, warnings } = answer.value;
  return {
    valid: true,
    kubectlStderr: warnings.map((warning) => `Warning: ${warning}\n`).join(""),
    ...(warnings.length > 0 ? { warnings } : {}),
    ...(op === "update" ? { generation: stored.metadata.generation ?? 0 } : {}),
  };
};
