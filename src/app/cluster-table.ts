// The cluster as rows: the same view-model, for those who read rather than look.
import type { Dictionary } from "./i18n/dictionary.ts";
import { table as en, type TableWords } from "./i18n/table-en.ts";
import { table as ko } from "./i18n/table-ko.ts";
import type { ClusterView, PodView, TableView } from "./view-models/graph.ts";
import type { Tone } from "./view-models/text.ts";

const NONE = "-";

/** Both languages come with the table, and a first view needs neither. */
const tableWords = ({ code }: Dictionary): TableWords => (code === "ko" ? ko : en);

export function clusterTable(view: ClusterView, text: Dictionary): TableView {
  return { sections: [podSection(view, text), serviceSection(view, text), nodeSection(view, text)] };
}

function podSection(view: ClusterView, text: Dictionary): TableView["sections"][number] {
  const t = tableWords(text);
  const placed = view.bays.flatMap((node) => node.pods.map((pod) => ({ pod, node: node.name })));
  const waiting = view.queue.map((pod) => ({ pod, node: "<none>" }));
  return {
    id: "pods",
    caption: t.pods,
    columns: [t.name, t.status, t.detail, t.node, t.restarts, t.memory, t.cpu],
    rows: [...waiting, ...placed].map(({ pod, node }) => ({
      id: pod.uid,
      tone: podTone(pod),
      cells: [
        pod.name,
        pod.statusLine,
        pod.truthLine ?? NONE,
        node,
        String(pod.restarts),
        pod.memory?.text ?? NONE,
        pod.cpu?.text ?? NONE,
      ],
    })),
  };
}

function serviceSection(view: ClusterView, text: Dictionary): TableView["sections"][number] {
  const t = tableWords(text);
  return {
    id: "services",
    caption: t.services,
    columns: [t.name, t.ports, t.endpoints],
    rows: view.services.map((service) => ({
      id: service.id,
      tone: service.endpoints.length === 0 ? "fail" : "ink",
      cells: [
        service.name,
        service.portText,
        service.endpoints.length === 0
          ? text.graph.noEndpoints
          : service.endpoints.map((one) => (one.why === null ? one.podName : `${one.podName} (${one.why})`)).join(", "),
      ],
    })),
  };
}

function nodeSection(view: ClusterView, text: Dictionary): TableView["sections"][number] {
  const t = tableWords(text);
  return {
    id: "nodes",
    caption: t.nodes,
    columns: [t.name, t.condition, t.role, t.taints, t.podCount, t.memory, t.cpu],
    rows: view.bays.map((node) => ({
      id: node.id,
      tone: NODE_TONES[node.look],
      cells: [
        node.name,
        node.condition,
        [node.roleText, ...node.labels].join(", "),
        node.taints.length === 0 ? t.none : node.taints.map((taint) => taint.text).join(", "),
        String(node.pods.length),
        node.memory.text,
        node.cpu.text,
      ],
    })),
  };
}

const NODE_TONES: Readonly<Record<ClusterView["bays"][number]["look"], Tone>> = {
  calm: "ink",
  bad: "fail",
  lost: "lost",
  cordoned: "wait",
  off: "dim",
};

const POD_TONES: Readonly<Record<PodView["mark"], Tone>> = {
  pending: "wait",
  scheduled: "wait",
  creating: "wait",
  notready: "wait",
  ready: "ink",
  completed: "dim",
  terminating: "dim",
  crashloop: "fail",
  oom: "fail",
  error: "fail",
  pullfail: "fail",
  evicted: "fail",
  unknown: "lost",
};

function podTone(pod: PodView): Tone {
  return pod.contradiction ? "fail" : POD_TONES[pod.mark];
}
