// A picture in words, from the same view: what fails first, then what is there.
import type { EmbedWords } from "#app/i18n/embed-en";
import type { ClusterView, PodView } from "#app/view-models/graph";

const MOST_PODS = 8;
const CALM: ReadonlySet<PodView["mark"]> = new Set(["ready", "completed"]);

export const describeScene = (view: ClusterView, text: EmbedWords): string => {
  const pods = view.bays.flatMap((bay) => bay.pods).filter((pod) => pod.kind === "app");
  const workers = view.bays.filter((bay) => bay.role === "worker");
  const troubled = [...pods, ...view.queue].filter((pod) => pod.contradiction || !CALM.has(pod.mark));
  const shown = troubled.slice(0, MOST_PODS);
  return [
    ...view.clients.map((one) => text.altClients(one.name, one.failText)),
    ...view.services.map((one) => {
      const serving = one.endpoints.filter((e) => e.state === "serving" || e.state === "failing").length;
      return text.altService(one.name, serving, one.endpoints.length);
    }),
    text.altPods(pods.length, workers.length),
    ...(view.queue.length > 0 ? [text.altQueue(view.queue.length)] : []),
    ...view.bays.filter((bay) => bay.look !== "calm").map((bay) => text.altNode(bay.name, bay.condition)),
    ...shown.map((pod) => text.altPod(pod.shortName, pod.statusLine, pod.truthLine ?? "")),
    ...(troubled.length > shown.length ? [text.more(troubled.length - shown.length)] : []),
  ].join(" ");
};
