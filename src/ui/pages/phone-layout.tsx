// One column: what is to be done, the cluster, one pane of three below it, and the timeline at the thumb.
import type { KeyboardEvent, ReactNode } from "react";
import { cx } from "../common/cx.ts";
import { useText } from "../common/use-text.tsx";
import { Fenced } from "./fenced.tsx";
import type { LearnLayoutProps } from "./learn-layout.tsx";
import { PHONE_PANES, paneId, showPane, usePane, type PhonePane } from "./phone-pane.ts";
import css from "./learn-layout.module.css";

export function PhoneLayout(props: LearnLayoutProps): ReactNode {
  const shown = usePane();
  const panel = (pane: PhonePane, body: ReactNode, look?: string): ReactNode => (
    // Hidden, not gone: what is typed into a pane outlives a look at another one.
    <div
      id={paneId(pane)}
      role="tabpanel"
      aria-labelledby={`${paneId(pane)}-tab`}
      className={cx(css["panel"], look)}
      hidden={pane !== shown}
    >
      <Fenced>{body}</Fenced>
    </div>
  );
  return (
    <div className={css["phone"]}>
      {props.topBar}
      {props.task}
      <main className={css["phoneGraph"]}>
        <Fenced>{props.graph}</Fenced>
      </main>
      <div className={css["phoneWhy"]}>{props.why}</div>
      <PaneTabs shown={shown} lessonTab={props.lessonTab} />
      {panel("lesson", props.lesson)}
      {panel("editor", props.editor)}
      {panel("terminal", props.terminal, css["termBox"])}
      <div className={css["sticky"]}>
        <Fenced>{props.timeline}</Fenced>
      </div>
    </div>
  );
}

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };

interface PaneTabsProps {
  readonly shown: PhonePane;
  readonly lessonTab: ReactNode;
}

function PaneTabs({ shown, lessonTab }: PaneTabsProps): ReactNode {
  const text = useText();
  const labels = { lesson: lessonTab, editor: text.editor.files, terminal: text.terminal.label };
  const onKeyDown = (event: KeyboardEvent): void => {
    const count = PHONE_PANES.length;
    const next = PHONE_PANES[(PHONE_PANES.indexOf(shown) + (STEPS[event.code] ?? 0) + count) % count]!;
    if (next === shown) return;
    event.preventDefault();
    showPane(next);
    document.getElementById(`${paneId(next)}-tab`)?.focus({ preventScroll: true });
  };
  return (
    <div className={cx(css["switch"], css["paneTabs"])} role="tablist">
      {PHONE_PANES.map((pane) => (
        <button
          key={pane}
          type="button"
          id={`${paneId(pane)}-tab`}
          role="tab"
          aria-selected={pane === shown}
          aria-controls={paneId(pane)}
          tabIndex={pane === shown ? 0 : -1}
          onClick={() => showPane(pane)}
          onKeyDown={onKeyDown}
        >
          {labels[pane]}
        </button>
      ))}
    </div>
  );
}
