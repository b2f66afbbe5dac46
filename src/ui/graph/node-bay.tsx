import { Fragment, lazy, memo, Suspense, type ReactNode } from "react";
import type { BayLayout } from "#app/graph/bays";
import type { NodeView } from "#app/view-models/graph";
import { Balloon } from "../common/balloon.tsx";
import { cx } from "../common/cx.ts";
import { Icon } from "../common/icon.tsx";
import { useText } from "../common/use-text.tsx";
import { CpuFlow, MemoryLevel } from "./gauges.tsx";
import { useGraph } from "./graph-store.ts";
import { NODE_MARK_TONES } from "./marks.ts";
import { Pod } from "./pod.tsx";
import css from "./node-bay.module.css";

/** Few will ever have thousands of pods. */
const BlockCanvas = lazy(async () => ({ default: (await import("./block-canvas.tsx")).BlockCanvas }));

export interface NodeBayProps {
  readonly id: string;
}

/** A node is a bay: water to the left, bow to the right, its pods inside. */
export const NodeBay = memo(function NodeBay({ id }: NodeBayProps): ReactNode {
  const node = useGraph((state) => state.bays.get(id));
  const layout = useGraph((state) => state.bayLayouts.get(id));
  const text = useText();
  if (node === undefined || layout === undefined) return null;
  return (
    <section className={bayClass(node, layout)} aria-label={text.graph.node(node.name)}>
      <MemoryLevel gauge={node.memory} />
      <BayHead node={node} layout={layout} />
      {layout.density === "block" ? (
        <Suspense>
          <BlockCanvas node={node} blocks={layout.blocks} />
        </Suspense>
      ) : null}
      {node.pods.map((pod) => {
        const box = layout.pods.get(pod.uid);
        if (box === undefined) return null;
        const density = pod.kind === "system" ? "hull" : layout.density;
        return <Pod key={pod.uid} pod={pod} density={density} box={box} />;
      })}
    </section>
  );
});

function bayClass(node: NodeView, layout: BayLayout): string {
  const isTall = layout.isCompact && layout.box.width < 400;
  return cx(
    css["bay"],
    node.look !== "calm" && css[node.look],
    isTall && css["tall"],
    layout.isCompact && css["compact"],
    layout.isClosed && css["closed"],
  );
}

function BayHead({ node, layout }: { readonly node: NodeView; readonly layout: BayLayout }): ReactNode {
  const actions = useGraph((state) => state.actions);
  const toggle = useGraph((state) => state.toggleControlPlane);
  const isSelected = useGraph((state) => state.selectedId === node.id);
  const balloon = useGraph((state) => state.balloons.get(node.id) ?? null);
  const text = useText();
  const taints = node.taints.map((taint) => taint.text);
  const label = [node.name, node.condition, node.roleText, node.note?.text, ...taints, ...node.labels];
  return (
    <button
      type="button"
      className={css["head"]}
      data-node={node.id}
      data-roving=""
      tabIndex={-1}
      aria-pressed={isSelected}
      aria-label={`${label.filter((part) => part !== undefined).join(", ")}, ${text.graph.memory} ${node.memory.text}, ${text.graph.cpu} ${node.cpu.text}`}
      title={[...taints, ...node.labels].join("\n") || undefined}
      onClick={() => (layout.isClosed ? toggle() : actions.onSelect(isSelected ? null : node.id))}
    >
      <b>{node.name}</b>
      <Condition node={node} layout={layout} />
      {layout.isCompact && !layout.isClosed ? null : <BayNote node={node} isClosed={layout.isClosed} />}
      {layout.isCompact || node.labels.length === 0 ? null : (
        <span className={css["note"]}>{node.labels.join(", ")}</span>
      )}
      {layout.isCompact ? null : <CpuFlow gauge={node.cpu} className={css["cpu"]} />}
      {balloon === null ? null : <Balloon n={balloon} className={css["balloon"]} />}
    </button>
  );
}

/** A low bay has one line for it: whose the machine is, or what is wrong with it. */
function Condition({ node, layout }: { readonly node: NodeView; readonly layout: BayLayout }): ReactNode {
  const tone = NODE_MARK_TONES[node.mark];
  const isBad = tone !== "ok" && tone !== "dim";
  const isUpright = layout.isCompact && layout.box.width < 400;
  const hasLabels = layout.isCompact && !isUpright && !isBad && node.labels.length > 0;
  return (
    <span className={css["condition"]}>
      <Icon name={node.mark} tone={tone} size={12} />
      {isUpright || hasLabels ? null : (
        <span className={cx(css["word"], isBad && tone)}>{conditionWord(node, layout)}</span>
      )}
      {hasLabels ? <Own labels={node.labels} /> : null}
    </span>
  );
}

/** On a stage, where there is room for one of both, the value stands alone, unless it says no more than its key. */
function Own({ labels }: { readonly labels: readonly string[] }): ReactNode {
  return (
    <span className={css["own"]}>
      {labels.map((label, i) => {
        const at = label.indexOf("=") + 1;
        const hasKey = at > 0 && label.slice(at) !== "true";
        return (
          <Fragment key={label}>
            {i === 0 ? "" : ", "}
            {hasKey ? <span className={css["key"]}>{label.slice(0, at)}</span> : null}
            {hasKey ? label.slice(at) : label}
          </Fragment>
        );
      })}
    </span>
  );
}

/** SchedulingDisabled may break between its two words. A low bay has room for one: what kubectl calls it when it does it. */
function conditionWord({ mark, condition }: NodeView, { isCompact, isClosed }: BayLayout): string {
  if (mark === "node-cordoned" && isCompact && !isClosed) return "cordoned";
  return condition.replaceAll(/(?<=[a-z])(?=[A-Z])/g, "\u200b");
}

/** The taint's flag, what is wrong, or the role. */
function BayNote({ node, isClosed }: { readonly node: NodeView; readonly isClosed: boolean }): ReactNode {
  if (node.note !== null) {
    return <span className={cx(css["note"], node.note.tone !== "ink" && node.note.tone)}>{node.note.text}</span>;
  }
  const taint = node.taints[0];
  if (taint !== undefined && !isClosed) {
    return (
      <span className={css["condition"]}>
        <Icon name="taint" tone="dim" size={12} />
        {taint.effect}
      </span>
    );
  }
  return <span className={css["note"]}>{node.roleText}</span>;
}

export function FoldedBays(): ReactNode {
  const count = useGraph((state) => state.layout.fold?.nodeIds.length ?? 0);
  const troubled = useGraph((state) => state.foldedTrouble);
  const unfold = useGraph((state) => state.unfold);
  const text = useText();
  return (
    <button type="button" className={css["fold"]} data-roving="" tabIndex={-1} onClick={unfold}>
      <Icon name={troubled === 0 ? "node-ready" : "x"} tone={troubled === 0 ? "ok" : "fail"} size={13} />
      <span>{troubled === 0 ? text.graph.calmNodes(count) : text.graph.moreNodes(count, troubled)}</span>
      <span>{text.graph.unfold}</span>
    </button>
  );
}
