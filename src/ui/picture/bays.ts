// Nodes as bays lying side by side, their pods inside.
import type { BayLayout } from "#app/graph/bays";
import type { NodeView } from "#app/view-models/graph";
import { NODE_MARK_TONES } from "../graph/marks.ts";
import { icon, toneColour } from "./icon.ts";
import { drawPod } from "./pods.ts";
import type { Drawing } from "./scene.ts";
import { tag, words } from "./svg.ts";

const LINES: Readonly<Record<NodeView["look"], string>> = {
  calm: "n s-ink-2",
  cordoned: "n s-wait",
  bad: "n s-fail",
  lost: "n s-lost dash",
  off: "n s-ink-3 dash",
};

/** The floor of a bay: rails run over it, below the pods. */
export const drawFloor = (node: NodeView, { box }: BayLayout): string => {
  const bow = Math.min(30, box.height / 2);
  const d = `M${box.x} ${box.y}h${box.width - bow}a${bow} ${bow} 0 0 1 ${bow} ${bow}v${box.height - 2 * bow}a${bow} ${bow} 0 0 1-${bow} ${bow}h-${box.width - bow}z`;
  return (
    tag("path", { d, class: "f-well" }) +
    tag("path", { d, class: LINES[node.look], "stroke-width": node.look === "bad" ? 2.4 : 1.5 })
  );
};

export const drawInside = (node: NodeView, bay: BayLayout, drawing: Drawing): string => {
  const { box } = bay;
  const pods = node.pods.map((pod) => {
    const at = bay.pods.get(pod.uid);
    if (at === undefined) return "";
    const density = pod.kind === "system" ? "hull" : bay.density;
    return drawPod(pod, { ...at, x: at.x + box.x, y: at.y + box.y }, density, drawing.scale);
  });
  const blocks = bay.blocks.map((block) =>
    tag("rect", { ...block, x: block.x + box.x, y: block.y + box.y, rx: 4, class: "f-raised s-line-strong" }),
  );
  return [drawHead(node, bay, drawing), ...blocks, ...pods].join("");
};

const drawHead = (node: NodeView, { box, isCompact, isClosed }: BayLayout, { isTall, scale }: Drawing): string => {
  const tone = NODE_MARK_TONES[node.mark];
  const colour = toneColour(tone);
  if (isTall && !isClosed) {
    const at = { x: box.x + 17, y: box.y + box.height / 2 };
    const name = words(0, 0, node.name, { size: 11.5, look: "f-ink-2 b", anchor: "middle", width: box.height - 24 });
    return (
      tag("g", { transform: `translate(${at.x + 4} ${at.y + 12}) rotate(-90)` }, name) +
      icon(node.mark, { x: at.x, y: box.y + 13 }, 12, colour)
    );
  }
  const left = box.x + 12;
  const room = 88 * scale;
  const first = box.y + 23 * scale;
  const row = 18 * scale;
  const isCalm = tone === "ok" || tone === "dim";
  const lines = linesOf(isCalm && isCompact ? "" : node.condition);
  const note = isCompact ? "" : (node.note?.text ?? "");
  return [
    words(left, first, node.name, { size: 13.5 * scale, look: "f-ink b", width: room }),
    isCalm && isCompact ? "" : icon(node.mark, { x: left + 6 * scale, y: first + row - 4 * scale }, 12 * scale, colour),
    ...lines.map((line, i) =>
      words(left + 16 * scale, first + (1 + i * 0.8) * row, line, {
        size: 11.5 * scale,
        look: `f-${isCalm ? "ink-3" : colour}`,
        width: room - 14 * scale,
      }),
    ),
    words(left, first + (1 + lines.length * 0.9) * row, note, {
      size: 11 * scale,
      look: `f-${toneColour(node.note?.tone ?? "dim")}`,
      width: room,
    }),
  ].join("");
};

const LONGEST_CONDITION = 14;

/** A long word of Kubernetes is broken where its next word begins: Scheduling, Disabled. */
const linesOf = (condition: string): readonly string[] =>
  condition.length > LONGEST_CONDITION ? condition.split(/(?<=[a-z])(?=[A-Z])/).slice(0, 2) : [condition];
