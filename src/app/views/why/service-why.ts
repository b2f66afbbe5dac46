// Who gets the requests to a service, and why nobody does.
import type { Pod } from "#api/core-pod";
import type { Service } from "#api/core-service";
import { podTruth } from "#engine";
import type { CauseView } from "../../view-models/why.ts";
import type { RichText } from "../../view-models/text.ts";
import { code, numbered, ref, type Part, type WhyCase } from "./why-case.ts";

const MOST_PODS = 5;

const isReady = (pod: Pod): boolean =>
  pod.status?.conditions?.find((x) => x.type === "Ready")?.status === "True" && !pod.metadata.deletionTimestamp;

const selectedBy = (c: WhyCase, { spec, metadata }: Service): readonly Pod[] => {
  const selector = spec?.selector ?? {};
  if (Object.keys(selector).length === 0) return [];
  const found = c.sim.store.podsByLabels(metadata.namespace ?? "default", selector);
  return found.toSorted((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
};

const endpointsOf = (c: WhyCase, { metadata }: Service): number =>
  c.sim.store
    .list("endpointslices", metadata.namespace)
    .filter((s) => s.metadata.labels?.["kubernetes.io/service-name"] === metadata.name)
    .flatMap((s) => s.endpoints ?? [])
    .filter((e) => e.conditions?.ready !== false).length;

export const servicePart = (c: WhyCase, service: Service): Part => {
  const pods = selectedBy(c, service);
  const ready = endpointsOf(c, service);
  const wrongPort = pods.find((pod) => misses(c, service, pod));
  const selector = pairs(service.spec?.selector);
  return {
    title: c.why.titleService(service.metadata.name),
    sentence: [
      pods.length === 0
        ? c.why.selectsNone(selector)
        : ready === 0
          ? c.why.noEndpoints
          : wrongPort
            ? c.why.wrongPort
            : c.why.endpoints(ready),
    ],
    evidence: numbered([
      ...pods.slice(0, MOST_PODS).map((pod) => ({
        text: podText(c, service, pod),
        targets: [{ kind: "pod" as const, id: pod.metadata.uid ?? "" }],
      })),
      ...(pods.length === 0 ? labelRows(c, service) : []),
    ]),
    causes: serviceCauses(c, service),
    changes: pods.length === 0 ? [[c.why.changeSelector]] : wrongPort ? [[c.why.changePort]] : [],
  };
};

/** Of a service to which nobody answers: whom it selects, and the first that could and is not ready. */
export const serviceCauses = (c: WhyCase, service: Service): readonly CauseView[] => {
  const pods = selectedBy(c, service);
  if (endpointsOf(c, service) > 0) return [];
  if (pods.length === 0) return [c.cause([c.why.selectsNone(pairs(service.spec?.selector))])];
  return pods
    .filter((pod) => !isReady(pod))
    .slice(0, 2)
    .map((pod) => {
      const ready = pod.status?.conditions?.find((x) => x.type === "Ready");
      const ms = c.ms(ready?.lastTransitionTime ?? pod.metadata.creationTimestamp);
      return c.cause([c.why.podNotReady(pod.metadata.name)], { ms, askId: pod.metadata.uid });
    });
};

/** The port that the service sends to is none that the application listens on. */
const misses = (c: WhyCase, { spec }: Service, pod: Pod): boolean => {
  const port = podTruth(c.sim, pod)?.port;
  const targets = (spec?.ports ?? []).map((p) => p.targetPort ?? p.port);
  return port !== undefined && targets.length > 0 && targets.every((t) => typeof t === "number" && t !== port);
};

const podText = (c: WhyCase, service: Service, pod: Pod): RichText => {
  const name = ref(pod.metadata.name, pod.metadata.uid ?? "");
  const truth = podTruth(c.sim, pod);
  if (!isReady(pod))
    return [name, ": ", code(pod.metadata.deletionTimestamp ? "Terminating" : "Ready=False"), " ", c.why.offList];
  if (misses(c, service, pod)) return [name, ": ", c.why.listensOn(String(truth?.port))];
  return [
    name,
    ": ",
    code(pod.status?.podIP ?? ""),
    " ",
    truth?.isListening === false ? c.why.onListClosed : c.why.onList,
  ];
};

/** What the pods of the namespace are called instead. */
const labelRows = (c: WhyCase, { metadata }: Service): { readonly text: RichText }[] => {
  const labels = c.sim.store.list("pods", metadata.namespace).map((pod) => {
    const { "pod-template-hash": _, ...rest } = pod.metadata.labels ?? {};
    return pairs(rest);
  });
  const seen = [...new Set(labels)].filter((text) => text !== "").slice(0, 3);
  return seen.map((text) => ({ text: [c.why.podsWear, " ", code(text)] }));
};

const pairs = (labels: Readonly<Record<string, string>> | undefined): string =>
  Object.entries(labels ?? {})
    .map(([k, v]) => `${k}=${v}`)
    .join(",");
