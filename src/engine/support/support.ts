// Never silently wrong: what Drydock does with each field of each kind. The editor, apply and a page of their own read this table.
// A row stands for a field and all below it; the longest row that matches decides. What no row names is simulated.
import type { Json, JsonObject } from "#api/meta";
import { supportRows, type Support } from "./rows.ts";

export interface SupportNote {
  /** `spec.template.spec.containers[0].securityContext`. */
  readonly path: string;
  readonly message: string;
}

const POD_SPEC = "PodSpec";

/** Where a pod's spec lies in a kind. */
const POD_SPEC_AT: Readonly<Record<string, string>> = {
  Pod: "spec",
  Deployment: "spec.template.spec",
  ReplicaSet: "spec.template.spec",
  DaemonSet: "spec.template.spec",
  StatefulSet: "spec.template.spec",
  Job: "spec.template.spec",
  CronJob: "spec.jobTemplate.spec.template.spec",
};

/** What to know of a field at a path without indexes (`spec.hostNetwork`), or undefined if it is simulated. */
export const supportOf = (kind: string, path: string): Support | undefined => {
  const podSpec = POD_SPEC_AT[kind];
  const candidates = [{ scope: kind, path }];
  if (podSpec && path.startsWith(`${podSpec}.`))
    candidates.push({ scope: POD_SPEC, path: path.slice(podSpec.length + 1) });
  for (const candidate of candidates) {
    for (let at = candidate.path; at !== ""; at = at.slice(0, Math.max(0, at.lastIndexOf(".")))) {
      const row = supportRows[`${candidate.scope}.${at}`];
      if (row) return row;
    }
  }
  return undefined;
};

/** Notes for the fields that an object uses and that are not simulated: the outermost of each. */
export const supportNotes = (object: JsonObject): readonly SupportNote[] => {
  const kind = typeof object["kind"] === "string" ? object["kind"] : "";
  const notes: SupportNote[] = [];
  visit(object, { kind, plain: "", path: "" }, notes);
  return notes;
};

interface Place {
  readonly kind: string;
  /** Without and with list indexes. */
  readonly plain: string;
  readonly path: string;
}

const visit = (value: Json, place: Place, notes: SupportNote[]): void => {
  if (Array.isArray(value)) {
    for (const [i, item] of (value as readonly Json[]).entries())
      visit(item, { ...place, path: `${place.path}[${i}]` }, notes);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  for (const [name, child] of Object.entries(value)) {
    const next: Place = {
      kind: place.kind,
      plain: place.plain === "" ? name : `${place.plain}.${name}`,
      path: place.path === "" ? name : `${place.path}.${name}`,
    };
    const support = supportOf(place.kind, next.plain);
    if (support) notes.push({ path: next.path, message: support.why });
    else visit(child, next, notes);
  }
};
