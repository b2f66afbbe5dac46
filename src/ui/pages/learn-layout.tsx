import { useRef, useState, type CSSProperties, type ReactNode } from "react";
import { LessonDrawerContext } from "../chrome/lesson-drawer.ts";
import { Button } from "../common/button.tsx";
import { cx } from "../common/cx.ts";
import { Icon } from "../common/icon.tsx";
import { useEscape } from "../common/use-escape.ts";
import { useFaceSize } from "../common/use-media.ts";
import { useText } from "../common/use-text.tsx";
import { Fenced } from "./fenced.tsx";
import { showAside, useAside } from "./aside.ts";
import { PhoneLayout } from "./phone-layout.tsx";
import { Splitters } from "./splitters.tsx";
import { usePaneSizes, type SizeStore } from "./use-pane-sizes.ts";
import type { PaneSizes } from "./usual-sizes.ts";
import css from "./learn-layout.module.css";

/** Each slot is a container that subscribes to its own part of the store. */
export interface LearnLayoutProps {
  readonly topBar: ReactNode;
  readonly lesson: ReactNode;
  /** On phones, above the cluster: what is to be done. */
  readonly task: ReactNode;
  /** On phones, what the lesson's tab says. */
  readonly lessonTab: ReactNode;
  readonly graph: ReactNode;
  readonly editor: ReactNode;
  readonly terminal: ReactNode;
  readonly timeline: ReactNode;
  /** On phones the why-answer is a card of the page. */
  readonly why: ReactNode;
  /** Remembers the sizes of the panes. */
  readonly sizes: SizeStore;
}

export function LearnLayout(props: LearnLayoutProps): ReactNode {
  const size = useFaceSize();
  if (size === "phone") return <PhoneLayout {...props} />;
  return size === "tablet" ? <TabletLayout {...props} /> : <DeskLayout {...props} />;
}

function DeskLayout(props: LearnLayoutProps): ReactNode {
  const panes = usePaneSizes(props.sizes);
  return (
    <div className={css["page"]} style={paneStyle(panes.sizes)}>
      <div className={css["top"]}>{props.topBar}</div>
      <aside className={css["lesson"]}>
        <Fenced>{props.lesson}</Fenced>
      </aside>
      <div className={css["work"]}>
        <main className={css["graph"]}>
          <Fenced>{props.graph}</Fenced>
        </main>
        <div className={css["pane"]}>
          <Fenced>{props.editor}</Fenced>
        </div>
        <div className={css["pane"]}>
          <Fenced>{props.terminal}</Fenced>
        </div>
        <Splitters panes={panes} />
      </div>
      <div className={css["foot"]}>
        <Fenced>{props.timeline}</Fenced>
      </div>
    </div>
  );
}

function paneStyle(sizes: PaneSizes): CSSProperties {
  return {
    "--top": `${sizes.top}px`,
    "--foot": `${sizes.foot}px`,
    "--panel": `${sizes.panel}px`,
    "--graph": `${sizes.graph}px`,
    "--editor": `${sizes.editor}px`,
  } as CSSProperties;
}

function TabletLayout(props: LearnLayoutProps): ReactNode {
  const text = useText();
  // A newcomer has to see that there is a lesson: it lies open until it is put away.
  const [isOpen, setOpen] = useState(true);
  const [pane, setPane] = useState<"editor" | "terminal">("editor");
  const isInspecting = useAside() !== null;
  const shown = isInspecting ? "terminal" : pane;
  const show = (next: "editor" | "terminal"): void => {
    if (next === "editor") showAside(null);
    setPane(next);
  };
  const button = (
    <Button
      look="quiet"
      aria-expanded={isOpen}
      aria-label={isOpen ? text.lesson.closeDrawer : text.lesson.openDrawer}
      onClick={() => setOpen(!isOpen)}
    >
      <Icon name="lesson" />
      {text.top.openLesson}
    </Button>
  );
  const style = { "--top": "44px", "--foot": "144px" } as CSSProperties;
  return (
    <div className={cx(css["page"], css["tablet"])} style={style}>
      <div className={css["top"]}>
        <LessonDrawerContext value={button}>{props.topBar}</LessonDrawerContext>
      </div>
      <div className={css["work"]}>
        <main className={css["graph"]}>
          <Fenced>{props.graph}</Fenced>
        </main>
        <div className={css["both"]}>
          <div className={css["switch"]} role="group">
            <button type="button" aria-pressed={shown === "editor"} onClick={() => show("editor")}>
              {text.editor.label}
            </button>
            <button type="button" aria-pressed={shown === "terminal"} onClick={() => show("terminal")}>
              {text.terminal.label}
            </button>
          </div>
          <div>
            <Fenced>{shown === "editor" ? props.editor : props.terminal}</Fenced>
          </div>
        </div>
      </div>
      <div className={css["foot"]}>
        <Fenced>{props.timeline}</Fenced>
      </div>
      {isOpen ? (
        <Drawer onClose={() => setOpen(false)}>
          <Fenced>{props.lesson}</Fenced>
        </Drawer>
      ) : null}
    </div>
  );
}

function Drawer({ onClose, children }: { readonly onClose: () => void; readonly children: ReactNode }): ReactNode {
  const ref = useRef<HTMLElement>(null);
  useEscape(ref, onClose);
  return (
    <aside ref={ref} className={css["drawer"]}>
      {children}
    </aside>
  );
}
