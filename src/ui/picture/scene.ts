// The cluster at one moment as a picture that needs no page around it: the same layout, marks and words as the living graph. What moves
// is a layer of its own, for it is drawn again more rarely than pods change.
import { troubleOn } from "#app/graph/bays";
import { layoutGraph, placeQueue, type GraphLayout } from "#app/graph/layout";
import { METRICS } from "#app/graph/metrics";
import type { EmbedWords } from "#app/i18n/embed-en";
import type { ClusterView } from "#app/view-models/graph";
import { drawFloor, drawInside } from "./bays.ts";
import { drawClients, drawIngress, drawService, drawWall } from "./cards.ts";
import { drawRequests } from "./requests.ts";
import { drawPod } from "./pods.ts";
import { tag, words } from "./svg.ts";

export interface Drawing {
  readonly view: ClusterView;
  readonly layout: GraphLayout;
  readonly text: EmbedWords;
  readonly isTall: boolean;
  /** Of type and marks: graph units are larger where the picture is shown smaller. */
  readonly scale: number;
}

/** From the back to the front: requests go behind what has words on it. */
export const LAYERS = ["ground", "dots", "still", "crosses"] as const;

export interface Scene extends Readonly<Record<(typeof LAYERS)[number], string>> {
  readonly layout: GraphLayout;
  readonly width: number;
  readonly height: number;
}

export interface SceneOptions {
  readonly shape: "stage" | "tall";
  readonly text: EmbedWords;
  /** What was drawn before: pods keep their places. */
  readonly previous: GraphLayout | null;
  readonly leastHeight?: number;
}

const WIDTHS = { stage: 960, tall: 390 } as const;
const QUEUE_HEIGHT = 104;

export const drawScene = (view: ClusterView, { shape, text, previous, leastHeight = 0 }: SceneOptions): Scene => {
  const layout = layoutGraph(view, {
    shape,
    width: WIDTHS[shape],
    isControlPlaneOpen: view.bays.some(isCarrying),
    isUnfolded: false,
    previous,
  });
  const isTall = shape === "tall";
  const drawing: Drawing = { view, layout, text, isTall, scale: isTall ? 1 : 1.28 };
  const hasQueue = view.queue.length > 0 && !isTall;
  const height = Math.max(leastHeight, layout.height + (hasQueue ? QUEUE_HEIGHT : 0) - (isTall ? 34 : 0));
  const bays = layout.bays.flatMap((bay) => {
    const node = view.bays.find((one) => one.id === bay.id);
    return node ? [[node, bay] as const] : [];
  });
  const ground = [
    drawGround(drawing, height),
    ...bays.map(([node, bay]) => drawFloor(node, bay)),
    drawEdges(layout),
    layout.wall.map(drawWall).join(""),
  ].join("");
  const still = [
    drawBolts(drawing),
    ...view.clients.map((clients) => at(layout, clients.id, (box) => drawClients(clients, box, drawing))),
    ...view.ingresses.map((one) => at(layout, one.id, (box) => drawIngress(one, box, drawing))),
    ...view.services.map((one) => at(layout, one.id, (box) => drawService(one, box, drawing))),
    ...bays.map(([node, bay]) => drawInside(node, bay, drawing)),
    drawFold(drawing),
    isTall ? drawTallQueue(drawing) : hasQueue ? drawQueue(drawing) : "",
  ].join("");
  return { layout, width: WIDTHS[shape], height, ground, still, ...drawRequests(view, layout) };
};

export const inOrder = (scene: Scene): string => LAYERS.map((layer) => scene[layer]).join("");

/** Nothing can be opened in a picture, so a master is open where pods of the application run on it. */
const isCarrying = ({ role, pods }: ClusterView["bays"][number]): boolean =>
  role === "control-plane" && pods.some((pod) => pod.kind === "app");

const at = (
  layout: GraphLayout,
  id: string,
  draw: (box: NonNullable<ReturnType<typeof layout.boxes.get>>) => string,
): string => {
  const box = layout.boxes.get(id);
  return box ? draw(box) : "";
};

const drawGround = ({ view, isTall, text, scale, layout }: Drawing, height: number): string => {
  const { wallX, wallWidth } = METRICS[layout.shape];
  const shore = wallX + wallWidth / 2;
  const hasOutside = view.firewall !== null || view.clients.length > 0;
  const paper = tag("rect", { width: WIDTHS[isTall ? "tall" : "stage"], height, class: "f-paper" });
  if (!hasOutside) return paper;
  const depth = isTall ? 64 : height;
  const waves = isTall
    ? "M0 24c30-10 40 20 84 4M0 48c30-8 50 12 84 2"
    : `M0 50c40-6 50 34 34 74s-40 46-34 90 54 60 40 ${Math.max(0, height - 214)}M30 0c60 18 68 70 54 130s-44 66-32 112 40 60 30 ${Math.max(0, height - 242)}`;
  const label = { size: 11.5 * scale, look: "f-ink-3" };
  return [
    paper,
    tag("path", { d: `M0 0h${shore}v${depth}H0z`, class: "f-water" }),
    tag("path", { d: waves, class: "n s-water-deep", opacity: 0.6 }),
    isTall ? "" : words(10, 21, text.outside, label),
    isTall || view.firewall === null ? "" : words(shore - 4, 21, text.firewall, { ...label, anchor: "middle" }),
  ].join("");
};

const drawEdges = (layout: GraphLayout): string =>
  layout.edges
    .filter((edge) => edge.kind === "traffic" || edge.kind === "rail")
    .map((edge) => {
      const line =
        edge.state === "off"
          ? "n s-line dash"
          : edge.kind === "traffic" && edge.state === "fail"
            ? "n s-fail"
            : "n s-line-strong";
      return (
        (edge.d === "" ? "" : tag("path", { d: shortened(edge.d), class: line, "stroke-width": 1.5 })) +
        (edge.badPath === "" ? "" : tag("path", { d: shortened(edge.badPath), class: "n s-fail", "stroke-width": 2.4 }))
      );
    })
    .join("");

/** A tenth of a pixel is enough. */
const shortened = (d: string): string => d.replaceAll(/\d+\.\d{2,}/g, (n) => String(Math.round(Number(n) * 10) / 10));

/** A closed port that somebody knocks at is drawn as a bolt. */
const drawBolts = ({ view, layout, scale }: Drawing): string => {
  const { wallX, wallWidth } = METRICS[layout.shape];
  return (view.firewall?.ports ?? [])
    .filter((port) => !port.open && port.dropping)
    .map((port) => {
      const y = layout.portY.get(port.id) ?? 0;
      return (
        tag("rect", { x: wallX - 5, y: y - 5, width: wallWidth + 10, height: 10, rx: 2, class: "f-fail" }) +
        words(wallX + wallWidth + 8, y + 4, String(port.port), { size: 11.5 * scale, look: "f-fail m b" })
      );
    })
    .join("");
};

const drawFold = ({ view, layout, text, scale }: Drawing): string => {
  if (layout.fold === null) return "";
  const { box, nodeIds } = layout.fold;
  const troubled = troubleOn(view.bays.filter(({ id }) => nodeIds.includes(id)));
  const told = troubled === 0 ? text.calmNodes(nodeIds.length) : text.moreNodes(nodeIds.length, troubled);
  return (
    tag("rect", { ...box, rx: 4, class: "f-well s-line-strong" }) +
    words(box.x + 12, box.y + 25, told, { size: 12 * scale, look: troubled === 0 ? "f-ink-3" : "f-fail" })
  );
};

const drawTallQueue = ({ view, layout, text }: Drawing): string => {
  if (layout.queue === null || view.queue.length === 0) return "";
  const { x, y } = layout.queue;
  const spots = placeQueue(view.queue, layout.queue);
  return (
    words(x, y + 8, text.queue, { size: 11.5, look: "f-ink-3" }) +
    spots
      .map(({ pod, box }) => drawPod(pod, { ...box, x: box.x + x, y: box.y + y }, box.height > 30 ? "hull" : "chip", 1))
      .join("")
  );
};

/** Pods that no node takes wait outside of every bay. */
const drawQueue = ({ view, layout, text, scale }: Drawing): string => {
  const { columnX, hull } = METRICS.stage;
  const y = layout.height + 8;
  const room = Math.floor((WIDTHS.stage - columnX - 12) / (hull.width + 10));
  const shown = view.queue.slice(0, room);
  const more = view.queue.length - shown.length;
  const label = more > 0 ? `${text.queue} · ${text.more(more)}` : text.queue;
  return (
    words(columnX, y - 4, label, { size: 11.5 * scale, look: "f-ink-3" }) +
    shown
      .map((pod, i) => {
        const box = { x: columnX + i * (hull.width + 10), y: y + 4, width: hull.width, height: hull.height - 6 };
        return drawPod(pod, box, "hull", scale);
      })
      .join("")
  );
};
