// Why requests fail: the newest that did, hop by hop, and what is behind the hop at which it ended.
import { networkOf, type FailReason, type FinishedRequest, type Hop } from "#engine";
import { isServed, isTraffic } from "#tutor";
import type { CauseView, EvidenceTarget } from "../../view-models/why.ts";
import type { RichText } from "../../view-models/text.ts";
import { CLIENTS_ID, FIREWALL_ID, INGRESS_ID, PORT_ID } from "../request-views.ts";
import { handOn, silenceCauses } from "./life.ts";
import { machineCauses } from "./machine-causes.ts";
import { PodCase } from "./pod-case.ts";
import { serviceCauses } from "./service-why.ts";
import { code, numbered, WINDOW_MS, type Part, type WhyCase } from "./why-case.ts";

/** Of a client, the ingress, or a port of the firewall: null if it is none of them. */
export const requestPart = (c: WhyCase, id: string): Part | null => {
  const isOf = whoseOf(id);
  if (!isOf) return null;
  const all = networkOf(c.sim)
    .recent()
    .filter((r) => r.endMs > c.sim.now() - WINDOW_MS && isOf(r));
  // Where nobody else asks, the answer is about what was tried at a prompt.
  const recent = all.some(isTraffic) ? all.filter(isTraffic) : all;
  const failed = recent.filter((r) => !isServed(r.outcome));
  const newest = failed.at(-1);
  const name = id === INGRESS_ID ? "Ingress" : id.slice(id.indexOf("/") + 1);
  const title = c.why.titleRequests(name);
  if (!newest) return { title, sentence: [recent.length > 0 ? c.why.allServed(recent.length) : c.why.noRequests] };
  const reason = newest.reason ?? "status";
  const alike = failed.filter((r) => (r.reason ?? "status") === reason).length;
  return {
    title,
    // How many there were is no station on the way of one.
    sentence: [c.why.reasons[reason], " ", c.why.likeIt(alike, failed.length, recent.length)],
    evidence: numbered(newest.hops.map((hop, i) => hopRow(c, newest, hop, i))),
    causes: [
      c.cause([c.why.endedWith, " ", code(newest.outcome)], { ms: newest.endMs }),
      ...hopCauses(c, newest, reason),
    ],
    changes: changesOf(c, newest, reason),
  };
};

const whoseOf = (id: string): ((r: FinishedRequest) => boolean) | undefined => {
  if (id.startsWith(CLIENTS_ID(""))) return (r) => CLIENTS_ID(r.client) === id;
  if (id === INGRESS_ID) return (r) => r.hops.some((h) => h.kind === "ingress");
  if (id === FIREWALL_ID) return (r) => r.hops.some((h) => h.kind === "firewall");
  if (!id.startsWith(`${FIREWALL_ID}/`)) return undefined;
  return (r) => r.hops.some((h) => h.kind === "firewall" && portOf(h) !== undefined && PORT_ID(portOf(h)!) === id);
};

const portOf = ({ what }: Hop): number | undefined => {
  const port = /:(\d+)/.exec(what)?.[1];
  return port === undefined ? undefined : Number(port);
};

const hopRow = (
  c: WhyCase,
  request: FinishedRequest,
  hop: Hop,
  i: number,
): { readonly text: RichText; readonly targets: readonly EvidenceTarget[] } => {
  const isEnd = i === (request.failedAt ?? request.hops.length - 1);
  const mark = isEnd ? ` ${c.why.failedHere(request.outcome, (request.latencyMs / 1000).toFixed(1))}` : "";
  const { name } = hop;
  return {
    text: [c.why.hops[hop.kind], " ", code(hop.what === "" || hop.what === name ? name : `${name} ${hop.what}`), mark],
    targets: isEnd ? endTargets(request, hop) : [],
  };
};

const endTargets = (request: FinishedRequest, hop: Hop): readonly EvidenceTarget[] => {
  if (hop.kind === "pod" && request.podUid !== undefined) return [{ kind: "hop", id: request.podUid }];
  return hop.kind === "node" ? [{ kind: "node", id: `nodes/${hop.name}` }] : [];
};

const hopCauses = (c: WhyCase, request: FinishedRequest, reason: FailReason): readonly CauseView[] => {
  const last = request.hops[request.failedAt ?? request.hops.length - 1];
  if (last?.kind === "firewall") return firewallCauses(c, last);
  if (last?.kind === "node") return machineCauses(c, last.name);
  if (reason === "no-rule") return rulesCause(c);
  if (last?.kind === "service" || reason === "no-backend" || reason === "no-endpoints")
    return backendCauses(c, request);
  return podCauses(c, request);
};

const firewallCauses = (c: WhyCase, hop: Hop): readonly CauseView[] => {
  const port = portOf(hop);
  const closed = c.deed((e) => e.component === "firewall" && e.data["port"] === port && e.data["action"] === "deny");
  return [c.cause([c.why.portClosed(String(port ?? ""))], { ms: closed?.atMs })];
};

const rulesCause = (c: WhyCase): readonly CauseView[] => {
  const rules = rulesOf(c);
  return [c.cause(rules === "" ? [c.why.noRules] : [c.why.rulesAre, " ", code(rules)])];
};

const rulesOf = (c: WhyCase): string =>
  c.sim.store
    .list("ingresses")
    .flatMap((i) => i.spec?.rules ?? [])
    .flatMap((rule) => (rule.http?.paths ?? []).map((p) => `${rule.host ?? "*"}${p.path ?? "/"}`))
    .join(", ");

const backendCauses = (c: WhyCase, { hops }: FinishedRequest): readonly CauseView[] => {
  const hop = hops.findLast((h) => h.kind === "service");
  const services = hop ? [c.sim.store.get("services", hop.name)] : backendsOf(c);
  const service = services.find((s) => s !== undefined);
  if (!service) return [c.cause([c.why.noService])];
  const { namespace = "default", name } = service.metadata;
  const first = c.cause([c.why.serviceEmpty(name)], { askId: `services/${namespace}/${name}` });
  return [first, ...serviceCauses(c, service)];
};

/** Services behind the ingress that exist and have nobody. */
const backendsOf = (c: WhyCase) =>
  c.sim.store.list("ingresses").flatMap(({ spec, metadata }) =>
    (spec?.rules ?? [])
      .flatMap((rule) => rule.http?.paths ?? [])
      .map(({ backend }) => c.sim.store.get("services", `${metadata.namespace}/${backend.service?.name ?? ""}`))
      .filter((service) => service !== undefined && serviceCauses(c, service).length > 0),
  );

const podCauses = (c: WhyCase, request: FinishedRequest): readonly CauseView[] => {
  const { pod: key, node } = request;
  const pod = key === undefined ? undefined : c.sim.store.get("pods", key);
  if (!pod || (request.podUid !== undefined && pod.metadata.uid !== request.podUid)) {
    return [c.cause([c.why.podGone(key ?? "")]), ...(node === undefined ? [] : machineCauses(c, node))];
  }
  const about = new PodCase(c.run, pod, c.context);
  const first = c.cause([c.why.wentTo(pod.metadata.name)], { ms: request.startMs, askId: pod.metadata.uid });
  const behind = silenceCauses(about);
  return [first, ...(behind.length > 0 ? behind : handOn(about, ["trouble", "hang", "exit"], request.endMs))];
};

const changesOf = (c: WhyCase, { node }: FinishedRequest, reason: FailReason): RichText[] => {
  const isMachine = node !== undefined && machineCauses(c, node).length > 0;
  const text = isMachine ? c.why.changeWait : c.why.reasonChanges[reason];
  return text === "" ? [] : [[text]];
};
