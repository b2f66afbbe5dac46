import { useId, useRef, type ReactNode, type RefObject } from "react";
import type { Dictionary } from "#app/i18n/dictionary";
import type { TerminalCompletion, TerminalView } from "#app/view-models/terminal";
import { Button } from "../common/button.tsx";
import { Icon } from "../common/icon.tsx";
import { Tabs } from "../common/tabs.tsx";
import { useText } from "../common/use-text.tsx";
import { TermLineRow } from "./term-lines.tsx";
import { useCommandLine, type CommandLine } from "./use-command-line.ts";
import { useStickToEnd } from "./use-stick-to-end.ts";
import css from "./terminal.module.css";

interface TerminalActions {
  readonly onRun: (command: string) => void;
  readonly onInterrupt: () => void;
  readonly onClear: () => void;
  readonly onSelectTab: (id: string) => void;
  readonly onCloseTab: (id: string) => void;
  readonly onAddTab: () => void;
  readonly onObject: (id: string) => void;
  /** Pure: what may stand where the cursor is. */
  readonly complete: (input: string, cursor: number) => TerminalCompletion;
}

export interface TerminalProps {
  readonly terminal: TerminalView;
  readonly selectedId: string | null;
  readonly actions: TerminalActions;
  /** On phones: commands as chips. */
  readonly hasChips?: boolean;
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

/** A plain log with an input: Hangul composes in a real field, and a screen reader hears what is printed. */
export function Terminal(props: TerminalProps): ReactNode {
  const { terminal, selectedId, actions, hasChips, asides = NONE, asideId = null, onAside, typed = "" } = props;
  const aside = asides.find(({ id }) => id === asideId) ?? null;
  const text = useText();
  const log = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  useStickToEnd(log, terminal.lines);
  const line = useCommandLine({ ...actions, history: terminal.history, isBusy: terminal.isBusy, typed });
  useStickToEnd(log, line.options);
  return (
    <section className={css["pane"]} aria-label={text.terminal.label}>
      <Tabs
        label={text.terminal.tabs}
        items={[
          ...terminal.tabs.map((tab) => ({
            id: tab.id,
            label: tab.title,
            closeText: tab.canClose ? text.terminal.closeTab(tab.title) : undefined,
          })),
          ...asides.map(({ id, label }) => ({ id, label })),
        ]}
        activeId={aside?.id ?? terminal.activeId}
        onSelect={(id) => {
          const isAside = asides.some((one) => one.id === id);
          onAside?.(isAside ? id : null);
          if (!isAside) actions.onSelectTab(id);
        }}
        onClose={actions.onCloseTab}
      >
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
      {/* Pressing the paper puts the cursor into the field, as in any terminal; the field is reached by Tab. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions */}
      <div
        ref={log}
        className={css["log"]}
        hidden={aside !== null}
        onClick={(event) => {
          const isOnText = (document.getSelection()?.toString() ?? "") !== "";
          if (!isOnText && !(event.target instanceof HTMLButtonElement)) field.current?.focus({ preventScroll: true });
        }}
      >
        <div role="log" aria-label={text.terminal.output} aria-live={terminal.isBusy ? "off" : "polite"}>
          {terminal.lines.map((one) => (
            <TermLineRow
              key={one.id}
              line={one}
              prompt={terminal.prompt}
              isSelected={one.objectId !== undefined && one.objectId === selectedId}
              onObject={actions.onObject}
            />
          ))}
        </div>
        <Entry terminal={terminal} line={line} field={field} isPaused={props.isPaused === true} />
      </div>
      {hasChips === true && aside === null ? (
        <div className={css["chips"]} role="group" aria-label={text.terminal.chips}>
          {terminal.chips.map((chip) => (
            <Button key={chip.command} onClick={() => actions.onRun(chip.command)}>
              {chip.label}
            </Button>
          ))}
        </div>
      ) : null}
    </section>
  );
}

function placeholderOf(text: Dictionary, isBusy: boolean, isPaused: boolean): string | undefined {
  if (isPaused) return isBusy ? text.terminal.busyPaused : text.terminal.paused;
  return isBusy ? text.terminal.busy : undefined;
}

interface EntryProps {
  readonly isPaused: boolean;
  readonly terminal: TerminalView;
  readonly line: CommandLine;
  readonly field: RefObject<HTMLInputElement | null>;
}

function Entry({ terminal, line, field, isPaused }: EntryProps): ReactNode {
  const text = useText();
  const listId = useId();
  const isOpen = line.options.length > 0;
  return (
    <>
      <div className={css["entry"]}>
        <span className={css["prompt"]} aria-hidden="true">
          {terminal.prompt}
        </span>
        <input
          ref={field}
          value={line.value}
          aria-label={text.terminal.input}
          placeholder={placeholderOf(text, terminal.isBusy, isPaused)}
          role="combobox"
          aria-expanded={isOpen}
          aria-controls={listId}
          aria-activedescendant={isOpen ? `${listId}-${line.activeOption}` : undefined}
          autoCapitalize="off"
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          enterKeyHint="go"
          onChange={(event) => line.setValue(event.target.value)}
          onKeyDown={line.onKeyDown}
        />
      </div>
      <div id={listId} className={isOpen ? css["options"] : "vh"} role="listbox" aria-label={text.terminal.completions}>
        {line.options.map((option, index) => (
          // The keys are handled by the field that owns this list.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            key={option.text}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === line.activeOption}
            tabIndex={-1}
            onClick={() => line.choose(index)}
          >
            {option.text}
            <small>{option.detail}</small>
          </div>
        ))}
      </div>
    </>
  );
}
