// What a key means at the prompt. By `code`, so that it is the same key with Hangul on.
import type { KeyboardEvent } from "react";

export type KeyAction = "complete" | "insert" | "ghost" | "run" | "close" | "up" | "down";

export interface LineState {
  readonly isOpen: boolean;
  readonly isSearching: boolean;
  readonly isEmpty: boolean;
  readonly hasGhost: boolean;
}

type Decide = (line: LineState, event: KeyboardEvent<HTMLInputElement>) => KeyAction | null;

const enter: Decide = ({ isOpen }) => (isOpen ? "insert" : "run");
const goOn: Decide = ({ hasGhost }, { currentTarget }) => (hasGhost && isAtEnd(currentTarget) ? "ghost" : null);

const KEYS: Readonly<Record<string, Decide>> = {
  /** Completes only where there is something to complete: an empty line lets the focus go on. */
  Tab: ({ isOpen, isEmpty }, { shiftKey }) => {
    if (shiftKey || (isEmpty && !isOpen)) return null;
    return isOpen ? "insert" : "complete";
  },
  Enter: enter,
  NumpadEnter: enter,
  Escape: ({ isOpen, isSearching }) => (isOpen || isSearching ? "close" : null),
  ArrowRight: goOn,
  End: goOn,
  ArrowUp: () => "up",
  ArrowDown: () => "down",
};

export const keyAction = (event: KeyboardEvent<HTMLInputElement>, line: LineState): KeyAction | null =>
  KEYS[event.code]?.(line, event) ?? null;

const isAtEnd = (field: HTMLInputElement): boolean =>
  field.selectionStart === field.value.length && field.selectionEnd === field.value.length;
