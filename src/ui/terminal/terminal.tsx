import { lazy, Suspense, useRef, type KeyboardEvent, type ReactNode } from "react";
import type { TerminalView } from "#app/view-models/terminal";
import { Button } from "../common/button.tsx";
import { Icon } from "../common/icon.tsx";
import { Tabs } from "../common/tabs.tsx";
import { useText } from "../common/use-text.tsx";
import { TerminalPane, type PaneActions } from "./terminal-pane.tsx";
import { colourSwitch, helpSwitch } from "./switches.ts";
import css from "./terminal.module.css";

const KeyBar = lazy(async () => ({ default: (await import("./key-bar.tsx")).KeyBar }));

interface TerminalActions extends PaneActions {
  readonly onSelectTab: (id: string) => void;
  readonly onCloseTab: (id: string) => void;
  readonly onAddTab: () => void;
  /** All terminals side by side, or one alone. */
  readonly onTile: (on: boolean) => void;
  /** What a command calls the object that is selected. */
  readonly nameOf: (id: string) => string | null;
}

export interface TerminalProps {
  readonly terminal: TerminalView;
  readonly selectedId: string | null;
  readonly actions: TerminalActions;
  /** On phones: commands as chips, and one terminal at a time. */
  readonly isPhone?: boolean;
  /** Time stands still: what is asked for happens only when it goes on. */
  readonly isPaused?: boolean;
  /** Tabs beside the terminals, with something else in them. */
  readonly asides?: readonly TerminalAside[];
  /** Which of them stands in the terminal's place. */
  readonly asideId?: string | null;
  readonly onAside?: (id: string | null) => void;
  /** What another hand types at the prompt. */
  readonly typed?: string;
}

export interface TerminalAside {
  readonly id: string;
  readonly label: string;
  readonly body: ReactNode;
}

const NONE: readonly TerminalAside[] = [];

/** Terminals behind tabs, or side by side: what runs in one of them goes on while another is typed into. */
export function Terminal(props: TerminalProps): ReactNode {
  const { terminal, selectedId, actions, isPhone = false, asides = NONE, asideId = null, onAside, typed = "" } = props;
  const aside = asides.find(({ id }) => id === asideId) ?? null;
  const text = useText();
  const hasColour = colourSwitch.useOn();
  const hasHelp = helpSwitch.useOn();
  const tiles = useRef<HTMLDivElement>(null);
  const { activeId, tabs } = terminal;
  const panes = isPhone ? terminal.panes.filter(({ id }) => id === activeId) : terminal.panes;
  const pressed = selectedId === null ? null : actions.nameOf(selectedId);
  const select = (id: string): void => {
    const isAside = asides.some((one) => one.id === id);
    onAside?.(isAside ? id : null);
    if (!isAside) actions.onSelectTab(id);
  };
  /** Alt and a number: into that terminal, as in other programs with panes. */
  const onKeyDown = (event: KeyboardEvent): void => {
    const number =
      event.altKey && !event.ctrlKey && !event.metaKey ? /^Digit([1-9])$/.exec(event.code)?.[1] : undefined;
    const tab = number === undefined ? undefined : tabs[Number(number) - 1];
    if (!tab) return;
    event.preventDefault();
    select(tab.id);
    requestAnimationFrame(() =>
      tiles.current?.querySelector<HTMLInputElement>(`[data-terminal="${CSS.escape(tab.id)}"] input`)?.focus(),
    );
  };
  return (
    // Alt and a number only moves the focus from one field to another.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      className={css["pane"]}
      aria-label={text.terminal.label}
      data-colour={hasColour}
      data-help={hasHelp}
      onKeyDown={onKeyDown}
    >
      <Tabs
        label={text.terminal.tabs}
        items={[
          ...tabs.map((tab) => ({
            id: tab.id,
            label: tab.title,
            closeText: tab.canClose ? text.terminal.closeTab(tab.title) : undefined,
          })),
          ...asides.map(({ id, label }) => ({ id, label })),
        ]}
        activeId={aside?.id ?? activeId}
        onSelect={select}
        onClose={actions.onCloseTab}
      >
        <HelpButton />
        <ColourButton />
        {isPhone ? null : (
          <Button
            look="quiet"
            isSmall
            aria-pressed={terminal.isTiled}
            aria-label={text.terminal.tile}
            title={text.terminal.tile}
            onClick={() => {
              onAside?.(null);
              actions.onTile(!terminal.isTiled);
            }}
          >
            <Icon name="tiles" />
          </Button>
        )}
        <Button
          look="quiet"
          isSmall
          aria-label={text.terminal.add}
          title={text.terminal.add}
          onClick={() => {
            onAside?.(null);
            actions.onAddTab();
          }}
        >
          <Icon name="plus" />
        </Button>
      </Tabs>
      {aside?.body}
      <div ref={tiles} className={css["tiles"]} hidden={aside !== null}>
        {panes.map((pane) => (
          <TerminalPane
            key={pane.id}
            pane={pane}
            actions={actions}
            selectedId={selectedId}
            isPaused={props.isPaused === true}
            isHidden={aside !== null}
            isTile={panes.length > 1}
            typed={pane.id === activeId ? typed : ""}
            pressed={pane.id === activeId ? pressed : null}
            onFocus={() => {
              if (pane.id !== activeId) actions.onSelectTab(pane.id);
            }}
          />
        ))}
      </div>
      {isPhone && aside === null ? (
        <Suspense>
          <KeyBar
            field={() =>
              tiles.current?.querySelector<HTMLInputElement>(`[data-terminal="${CSS.escape(activeId)}"] input`)
            }
          />
        </Suspense>
      ) : null}
      {isPhone && aside === null ? (
        <div className={css["chips"]} role="group" aria-label={text.terminal.chips}>
          {terminal.chips.map((chip) => (
            <Button key={chip.command} onClick={() => actions.onRun(chip.command, activeId)}>
              {chip.label}
            </Button>
          ))}
        </div>
      ) : null}
    </section>
  );
}

/** Our own lines under what a command printed. */
function HelpButton(): ReactNode {
  const text = useText();
  const hasHelp = helpSwitch.useOn();
  return (
    <Button look="quiet" isSmall aria-pressed={hasHelp} title={text.terminal.help} onClick={helpSwitch.toggle}>
      <Icon name="bulb" />
      <span className="vh">{text.terminal.help}</span>
    </Button>
  );
}

/** Colours can be turned off, as with NO_COLOR. */
function ColourButton(): ReactNode {
  const text = useText();
  const hasColour = colourSwitch.useOn();
  return (
    <Button look="quiet" isSmall aria-pressed={hasColour} title={text.terminal.colour} onClick={colourSwitch.toggle}>
      <span aria-hidden="true" className={css["rainbow"]}>
        A
      </span>
      <span className="vh">{text.terminal.colour}</span>
    </Button>
  );
}
