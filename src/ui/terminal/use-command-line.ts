import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import type { TerminalCompletion } from "#app/view-models/terminal";

export interface CommandLineInput {
  readonly history: readonly string[];
  readonly isBusy: boolean;
  /** What another hand types here; a new one replaces what stands at the prompt. */
  readonly typed: string;
  readonly complete: (input: string, cursor: number) => TerminalCompletion;
  readonly onRun: (command: string) => void;
  readonly onInterrupt: () => void;
  readonly onClear: () => void;
}

export interface CommandLine {
  readonly value: string;
  readonly options: TerminalCompletion["options"];
  readonly activeOption: number;
  readonly setValue: (value: string) => void;
  readonly choose: (index: number) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
}

const NO_COMPLETION: TerminalCompletion = { from: 0, options: [] };

/** What a shell's line does: history, completion by Tab, Ctrl+C and Ctrl+L. Never while Hangul is composed. */
export function useCommandLine(input: CommandLineInput): CommandLine {
  const [value, setPlainValue] = useState(input.typed);
  const [completion, setCompletion] = useState(NO_COMPLETION);
  const [activeOption, setActiveOption] = useState(0);
  const [back, setBack] = useState(0);
  const [typed, setTyped] = useState(input.typed);
  if (typed !== input.typed) {
    setTyped(input.typed);
    setPlainValue(input.typed);
  }
  const setValue = (next: string): void => {
    setPlainValue(next);
    setCompletion(NO_COMPLETION);
    setBack(0);
  };
  const insert = (found: TerminalCompletion, index: number): void => {
    const option = found.options[index];
    if (option !== undefined) setValue(`${value.slice(0, found.from)}${option.text} `);
  };
  const complete = (cursor: number): void => {
    const found = input.complete(value, cursor);
    if (found.options.length === 1) return insert(found, 0);
    const shared = sharedStart(found.options.map((option) => option.text));
    if (shared.length > value.length - found.from) setPlainValue(value.slice(0, found.from) + shared);
    setCompletion(found);
    setActiveOption(0);
  };
  const recall = (step: number): void => {
    const next = Math.min(Math.max(0, back + step), input.history.length);
    setBack(next);
    setPlainValue(next === 0 ? "" : (input.history[input.history.length - next] ?? ""));
  };
  // As at a shell: what is entered while a command runs is run when it has ended.
  const queue = useRef<readonly string[]>([]);
  const { isBusy, onRun } = input;
  useEffect(() => {
    const [next, ...rest] = queue.current;
    if (isBusy || next === undefined) return;
    queue.current = rest;
    onRun(next);
  });
  const run = (): void => {
    if (isBusy) queue.current = [...queue.current, value];
    else onRun(value);
    setValue("");
  };
  const isOpen = completion.options.length > 0;
  const move = (step: number): void => {
    if (!isOpen) return recall(-step);
    setActiveOption((activeOption + step + completion.options.length) % completion.options.length);
  };
  const onControl = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.code === "KeyL") {
      event.preventDefault();
      input.onClear();
    }
    if (event.code !== "KeyC" || hasSelection(event.currentTarget)) return;
    event.preventDefault();
    setValue("");
    queue.current = [];
    input.onInterrupt();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing || event.altKey || event.metaKey) return;
    if (event.ctrlKey) return onControl(event);
    const act = keyAction(event, { isOpen, isEmpty: value === "" });
    if (act === null) return;
    event.preventDefault();
    if (act === "complete") complete(event.currentTarget.selectionStart ?? value.length);
    if (act === "insert") insert(completion, activeOption);
    if (act === "run") run();
    if (act === "close") setCompletion(NO_COMPLETION);
    if (act === "up") move(-1);
    if (act === "down") move(1);
  };
  return {
    value,
    options: completion.options,
    activeOption,
    setValue,
    choose: (index) => insert(completion, index),
    onKeyDown,
  };
}

type KeyAction = "complete" | "insert" | "run" | "close" | "up" | "down";

/** Tab completes only where there is something to complete: an empty line lets the focus go on. */
function keyAction(
  event: KeyboardEvent,
  line: { readonly isOpen: boolean; readonly isEmpty: boolean },
): KeyAction | null {
  switch (event.code) {
    case "Tab":
      if (event.shiftKey || line.isEmpty) return null;
      return line.isOpen ? "insert" : "complete";
    case "Enter":
    case "NumpadEnter":
      return line.isOpen ? "insert" : "run";
    case "Escape":
      return line.isOpen ? "close" : null;
    case "ArrowUp":
      return "up";
    case "ArrowDown":
      return "down";
    default:
      return null;
  }
}

function hasSelection(field: HTMLInputElement): boolean {
  const isInField = field.selectionStart !== field.selectionEnd;
  return isInField || (document.getSelection()?.toString() ?? "") !== "";
}

function sharedStart(words: readonly string[]): string {
  const [first = "", ...rest] = words;
  let length = first.length;
  for (const word of rest) while (!word.startsWith(first.slice(0, length))) length -= 1;
  return first.slice(0, length);
}
