// A Service, its endpoints as rows, and what keeps a row from getting requests.
import type { Endpoint } from "#api/discovery";
import type { Service } from "#api/core-service";
import type { Cluster } from "#engine";
import type { Words } from "../i18n/words.ts";
import type { EndpointView, PodView, ServiceView } from "../view-models/graph.ts";
import { SERVICE_ID } from "./request-views.ts";

const SERVICE_LABEL = "kubernetes.io/service-name";

export const serviceView = (
  service: Service,
  cluster: Cluster,
  { words, podOf }: { readonly words: Words; readonly podOf: (uid: string) => PodView | undefined },
): ServiceView => {
  const { name, namespace = "default" } = service.metadata;
  const slices = cluster.sim.store
    .list("endpointslices", namespace)
    .filter((s) => s.metadata.labels?.[SERVICE_LABEL] === name);
  const id = SERVICE_ID(`${namespace}/${name}`);
  return {
    id,
    name,
    portText: portText(service),
    endpoints: slices
      .flatMap((s) => s.endpoints ?? [])
      .map((e) => endpointView(e, id, { words, podOf }))
      .filter((e) => e !== undefined),
    selector: Object.entries(service.spec?.selector ?? {}).map(([k, v]) => `${k}=${v}`),
    type: typeOf(service),
  };
};

const portText = ({ spec }: Service): string => {
  const port = spec?.ports?.[0];
  if (!port) return "";
  const target = port.targetPort ?? port.port;
  return port.nodePort ? `${port.port}:${port.nodePort} → ${target}` : `${port.port} → ${target}`;
};

const typeOf = ({ spec }: Service): ServiceView["type"] => {
  if (spec?.clusterIP === "None") return "Headless";
  return spec?.type ?? "ClusterIP";
};

interface KeptRow {
  readonly serviceId: string;
  readonly words: Words;
  readonly pod: PodView | undefined;
  readonly view: EndpointView;
}

/** A row is drawn up anew when its endpoint or its pod is another one: two hundred of them are looked at six times a second. */
const rows = new WeakMap<Endpoint, KeptRow>();

const endpointView = (
  endpoint: Endpoint,
  serviceId: string,
  { words, podOf }: { readonly words: Words; readonly podOf: (uid: string) => PodView | undefined },
): EndpointView | undefined => {
  const podUid = endpoint.targetRef?.uid;
  if (!podUid) return undefined;
  const pod = podOf(podUid);
  const kept = rows.get(endpoint);
  if (kept?.pod === pod && kept?.words === words && kept.serviceId === serviceId) return kept.view;
  const view = makeEndpointView(endpoint, { serviceId, podUid, words, pod });
  rows.set(endpoint, { serviceId, words, pod, view });
  return view;
};

const makeEndpointView = (
  endpoint: Endpoint,
  { serviceId, podUid, words, pod }: Omit<KeptRow, "view"> & { readonly podUid: string },
): EndpointView => {
  const { ready, terminating } = endpoint.conditions ?? {};
  const state = terminating ? "terminating" : ready === false ? "notready" : pod?.contradiction ? "failing" : "serving";
  const why = {
    serving: null,
    failing: pod?.truthLine ?? null,
    notready: words.endpoint.notReady,
    terminating: words.endpoint.terminating,
  }[state];
  return {
    id: `${serviceId} ${podUid}`,
    podUid,
    podName: pod?.shortName ?? endpoint.targetRef?.name ?? "",
    state,
    why,
  };
};
