import { lazy, Suspense, useCallback, useEffect, useId, useRef, type ReactNode, type RefObject } from "react";
import type { Dictionary } from "#app/i18n/dictionary";
import type { TerminalCompletion, TerminalPaneView } from "#app/view-models/terminal";
import { Icon } from "../common/icon.tsx";
import { useText } from "../common/use-text.tsx";
import { stepLinks } from "./step-links.ts";
import { TermLines } from "./term-lines.tsx";
import { useCommandLine, type CommandLine } from "./use-command-line.ts";
import { useStickToEnd } from "./use-stick-to-end.ts";
import { useWholeSelection } from "./use-whole-selection.ts";
import css from "./terminal.module.css";

const PasteQuestion = lazy(async () => ({ default: (await import("./paste-question.tsx")).PasteQuestion }));

export interface PaneActions {
  readonly onRun: (command: string, terminal: string) => void;
  /** `stops`: Ctrl+Z, not Ctrl+C. */
  readonly onInterrupt: (terminal: string, stops?: boolean) => void;
  readonly onClear: (terminal: string) => void;
  readonly onObject: (id: string) => void;
  /** Pure: what may stand where the cursor is. */
  readonly complete: (input: string, cursor: number, terminal: string) => TerminalCompletion;
  /** Does a shell go on reading behind this text and Enter? */
  readonly goesOn: (text: string) => boolean;
}

export interface TerminalPaneProps {
  readonly pane: TerminalPaneView;
  readonly actions: PaneActions;
  readonly selectedId: string | null;
  /** Time stands still: what is asked for happens only when it goes on. */
  readonly isPaused: boolean;
  readonly isHidden: boolean;
  /** Others stand beside it: it says which one it is. */
  readonly isTile: boolean;
  /** What another hand types at the prompt. */
  readonly typed: string;
  /** The name of the object that was pressed, for the terminal that has the focus. */
  readonly pressed: string | null;
  readonly onFocus: () => void;
}

/** A plain log with an input: Hangul composes in a real field, and a screen reader hears what is printed. */
export function TerminalPane({ pane, actions, ...props }: TerminalPaneProps): ReactNode {
  const { id, chunks, isBusy, history } = pane;
  const text = useText();
  const log = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const toEnd = useRef<() => void>(null);
  const line = useCommandLine({
    history,
    isRemote: pane.isRemote,
    typed: props.typed,
    pressed: props.pressed,
    complete: (input, cursor) => actions.complete(input, cursor, id),
    goesOn: actions.goesOn,
    onRun: (command) => {
      actions.onRun(command, id);
      toEnd.current?.();
    },
    isBusy,
    onInterrupt: (stops) => actions.onInterrupt(id, stops),
    onClear: () => actions.onClear(id),
  });
  const stick = useStickToEnd(log, chunks, line.options, line.head + line.pasted);
  useEffect(() => {
    toEnd.current = stick;
  }, [stick]);
  useWholeSelection(log);
  const put = useRef(line.setValue);
  useEffect(() => {
    put.current = line.setValue;
  });
  const onSuggestion = useCallback((command: string) => {
    put.current(command);
    field.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div
      className={css["tile"]}
      hidden={props.isHidden}
      data-terminal={id}
      role={props.isTile ? "group" : undefined}
      aria-label={props.isTile ? pane.title : undefined}
      onFocus={props.onFocus}
    >
      {props.isTile ? <div className={css["tileTitle"]}>{pane.title}</div> : null}
      {/* Pressing the paper puts the cursor into the field, as in any terminal; the field is reached by Tab. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions */}
      <div
        ref={log}
        className={css["log"]}
        onKeyDown={(event) => stepLinks(event, (element) => element === field.current)}
        data-log=""
        onClick={(event) => {
          const isOnText = (document.getSelection()?.toString() ?? "") !== "";
          if (!isOnText && !(event.target instanceof HTMLButtonElement)) field.current?.focus({ preventScroll: true });
        }}
      >
        <div role="log" aria-label={text.terminal.output} aria-live={isBusy ? "off" : "polite"}>
          <TermLines
            chunks={chunks}
            selectedId={props.selectedId}
            onObject={actions.onObject}
            onSuggestion={onSuggestion}
          />
        </div>
        {/* What waits looks like what has nothing to say. Stands empty until then: a live region is to be there before its words. */}
        <div role="status">
          {isBusy && props.isPaused ? (
            <div className={css["line"]} data-kind="help">
              <Icon name="bulb" />
              {text.terminal.waits}
            </div>
          ) : null}
        </div>
        <Entry pane={pane} line={line} field={field} isPaused={props.isPaused} />
        {line.pasted === null ? null : (
          <Suspense>
            <PasteQuestion pasted={line.pasted} answer={line.answerPaste} field={field} />
          </Suspense>
        )}
      </div>
    </div>
  );
}

function placeholderOf(text: Dictionary, isBusy: boolean, isPaused: boolean): string | undefined {
  if (isPaused) return isBusy ? text.terminal.busyPaused : text.terminal.paused;
  return isBusy ? text.terminal.busy : undefined;
}

/** bash's prompt where a line goes on. */
const PS2 = ">";

interface EntryProps {
  readonly isPaused: boolean;
  readonly pane: TerminalPaneView;
  readonly line: CommandLine;
  readonly field: RefObject<HTMLInputElement | null>;
}

function Entry({ pane, line, field, isPaused }: EntryProps): ReactNode {
  const text = useText();
  const listId = useId();
  const isOpen = line.options.length > 0;
  const above = line.head.split("\n").slice(0, -1);
  const isMore = above.length > 0;
  return (
    <>
      {above.map((typed, at) => (
        // A line that was typed stays where it is.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={at} className={css["line"]} data-kind="command">
          <span className={css["prompt"]}>{at === 0 ? pane.prompt : PS2} </span>
          {typed}
        </div>
      ))}
      <div className={css["entry"]}>
        <span className={css["prompt"]} aria-hidden="true">
          {isMore ? PS2 : pane.prompt}
        </span>
        <span className={css["field"]}>
          <input
            ref={field}
            value={line.value}
            aria-label={isMore ? `${text.terminal.input}: ${text.terminal.more}` : text.terminal.input}
            placeholder={isMore ? text.terminal.more : placeholderOf(text, pane.isBusy, isPaused)}
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
            onPaste={line.onPaste}
          />
          {line.ghost === "" ? null : (
            <span className={css["ghost"]} aria-hidden="true">
              <b>{line.value}</b>
              {line.ghost}
            </span>
          )}
        </span>
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
