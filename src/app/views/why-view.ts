// The answer to "why?" about anything on the page: one sentence, the evidence that it rests on, the chain of causes behind it, and what would
// change it.
import type { Run } from "#engine";
import type { WhyLink, WhyView } from "../view-models/why.ts";
import { podByUid } from "./pod-by-uid.ts";
import { deploymentPart } from "./why/deployment-why.ts";
import { evicted, leaving, over } from "./why/ending.ts";
import { failing } from "./why/failing.ts";
import { notReady, restarting, unstarted } from "./why/life.ts";
import { nodePart } from "./why/node-why.ts";
import { here, pending } from "./why/placement.ts";
import { PodCase } from "./why/pod-case.ts";
import { requestPart } from "./why/request-why.ts";
import { servicePart } from "./why/service-why.ts";
import { starved } from "./why/starved.ts";
import { thrashing } from "./why/thrashing.ts";
import { WhyCase, type Part, type WhyContext } from "./why/why-case.ts";

export const whyView = (run: Run, id: string, context: WhyContext): WhyView | null => {
  const pod = podByUid(run, id);
  if (pod) return podWhy(new PodCase(run, pod, context));
  const c = new WhyCase(run, context);
  const [resource = "", ...rest] = id.split("/");
  const key = rest.join("/");
  const part = partOf(c, resource, key) ?? requestPart(c, id);
  return part && viewOf(c, id, part, commandsOf(c, resource, key));
};

/** By the id's first word. */
const partOf = (c: WhyCase, resource: string, key: string): Part | null => {
  const { store } = c.sim;
  const node = resource === "nodes" ? store.get("nodes", key) : undefined;
  if (node) return nodePart(c, node);
  const service = resource === "services" ? store.get("services", key) : undefined;
  if (service) return servicePart(c, service);
  const deployment = resource === "deployments" ? store.get("deployments", key) : undefined;
  return deployment ? deploymentPart(c, deployment) : null;
};

const podWhy = (c: PodCase): WhyView => {
  const part =
    evicted(c) ??
    leaving(c) ??
    over(c) ??
    pending(c) ??
    unstarted(c) ??
    thrashing(c) ??
    starved(c) ??
    failing(c) ??
    restarting(c) ??
    notReady(c) ??
    here(c);
  const { name, uid = "" } = c.pod.metadata;
  const of = namespaceFlag(c.pod.metadata.namespace);
  return viewOf(c, uid, part, [
    { kind: "command", label: c.why.describe, command: `kubectl describe pod ${name}${of}` },
    { kind: "command", label: c.why.logs, command: `kubectl logs ${name}${of}` },
  ]);
};

const viewOf = (c: WhyCase, subjectId: string, part: Part, commands: readonly WhyLink[]): WhyView => {
  const line = part.path ? c.context.lineOf(part.path) : null;
  return {
    subjectId,
    title: part.title,
    sentence: part.sentence,
    evidence: part.evidence ?? [],
    causes: part.causes ?? [],
    changes: part.changes ?? [],
    verdicts: part.verdicts ?? [],
    links: [...(line ? [{ kind: "line" as const, label: c.why.line(line.line), ...line }] : []), ...commands],
  };
};

const ONE: Readonly<Record<string, string>> = { nodes: "node", services: "service", deployments: "deployment" };

const commandsOf = (c: WhyCase, resource: string, key: string): readonly WhyLink[] => {
  const kind = ONE[resource];
  if (kind === undefined) return [];
  const at = key.lastIndexOf("/");
  const of = at < 0 ? "" : namespaceFlag(key.slice(0, at));
  return [{ kind: "command", label: c.why.describe, command: `kubectl describe ${kind} ${key.slice(at + 1)}${of}` }];
};

const namespaceFlag = (namespace = "default"): string => (namespace === "default" ? "" : ` -n ${namespace}`);
