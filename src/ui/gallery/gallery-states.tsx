import { useMemo, useState, type ReactNode } from "react";
import type { ClusterView } from "#app/view-models/graph";
import type { VerdictView } from "#app/view-models/why";
import { Icon } from "../common/icon.tsx";
import { ICONS, type IconName } from "../common/icons.ts";
import { ClusterGraph } from "../graph/cluster-graph.tsx";
import { PodChip, PodHull, PodTile } from "../graph/pod.tsx";
import { Inspector } from "../why/inspector.tsx";
import { SchedulerTrace } from "../why/scheduler-trace.tsx";
import { busyNodes, crowd, nodeStates, shop } from "./fixtures/crowd.ts";
import { INSPECTED } from "./fixtures/inspected.ts";
import { GAUGES, PROBES, STATES, type Specimen } from "./fixtures/specimens.ts";
import css from "./gallery.module.css";

const VERDICTS: readonly VerdictView[] = [
  { nodeId: "worker-1", nodeName: "worker-1", state: "refused", text: "Insufficient cpu", detail: "NodeResourcesFit" },
  { nodeId: "worker-2", nodeName: "worker-2", state: "refused", text: "untolerated taint", detail: "TaintToleration" },
  { nodeId: "worker-3", nodeName: "worker-3", state: "chosen", text: "score 87", detail: "" },
];

const nothing = (): void => undefined;

/** The whole vocabulary on one sheet. */
export function GalleryStates(): ReactNode {
  const graphs = useMemo(() => [shop(), nodeStates(), busyNodes(), crowd(4, 90), crowd(20, 8), crowd(6, 300)], []);
  return (
    <div className={css["sheet"]}>
      <h1 className={css["title"]}>Visual vocabulary</h1>
      <nav className={css["links"]}>
        <a href="?gallery=learn">learn</a>
        <a href="?gallery=home">home</a>
        <a href="?gallery=stage">stage</a>
        <a href="?gallery=play">play</a>
        <a href="?gallery=load">load</a>
      </nav>
      <Section title="1 Marks">
        <div className={css["icons"]}>
          {(Object.keys(ICONS) as IconName[]).map((name) => (
            <span key={name}>
              <Icon name={name} size={24} />
              {name}
            </span>
          ))}
        </div>
      </Section>
      <Specimens title="2 A pod in every state" specimens={STATES} />
      <Section title="Zoomed out, and as tiles">
        <div className={css["row"]}>
          {STATES.map(({ pod }) => (
            <PodChip key={pod.uid} pod={pod} />
          ))}
        </div>
        <div className={css["row"]} style={{ marginTop: 12 }}>
          {STATES.map(({ pod }) => (
            <PodTile key={pod.uid} pod={pod} />
          ))}
        </div>
      </Section>
      <Specimens title="5 Memory is a level, CPU is a flow" specimens={GAUGES} />
      <Specimens title="6 Probes" specimens={PROBES} />
      <Section title="8 Why here? The scheduler’s trace">
        <div style={{ width: 400 }}>
          <SchedulerTrace verdicts={VERDICTS} onSelect={nothing} />
        </div>
      </Section>
      <Section title="Inspector">
        <div style={{ width: 400, height: 320 }}>
          <Inspector object={INSPECTED} language="en" onAsk={nothing} onFault={nothing} onSeek={nothing} />
        </div>
      </Section>
      <Section title="8 to 10 Nodes, the way in, hundreds of pods">
        {graphs.map((view, index) => (
          // Six fixed pictures.
          // oxlint-disable-next-line react/no-array-index-key
          <GraphSpecimen key={index} view={view} />
        ))}
      </Section>
    </div>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <section className={css["section"]}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Specimens({
  title,
  specimens,
}: {
  readonly title: string;
  readonly specimens: readonly Specimen[];
}): ReactNode {
  return (
    <Section title={title}>
      <div className={css["grid"]}>
        {specimens.map((specimen) => (
          <figure key={specimen.pod.uid} className={css["figure"]}>
            <PodHull pod={specimen.pod} />
            <figcaption>
              <b>{specimen.title}</b>
              {specimen.caption}
            </figcaption>
          </figure>
        ))}
      </div>
    </Section>
  );
}

function GraphSpecimen({ view }: { readonly view: ClusterView }): ReactNode {
  const [selectedId, setSelected] = useState<string | null>(null);
  const actions = useMemo(() => ({ onSelect: setSelected, onAskWhy: setSelected }), []);
  return (
    <div className={css["wideStage"]}>
      <ClusterGraph view={view} selectedId={selectedId} why={null} shape="wide" actions={actions} />
    </div>
  );
}
