import { useEffect, useRef, useState, type ClipboardEvent, type KeyboardEvent } from "react";
import type { TerminalCompletion } from "#app/view-models/terminal";
import { isInHangul } from "./is-in-hangul.ts";
import { keyAction } from "./line-keys.ts";

export interface CommandLineInput {
  readonly history: readonly string[];
  /** A shell on another machine: Ctrl+D leaves it. */
  readonly isRemote: boolean;
  /** What another hand types here; a new one replaces what stands at the prompt. */
  readonly typed: string;
  /** The name of an object that was just pressed in a picture; null for none. */
  readonly pressed: string | null;
  readonly complete: (input: string, cursor: number) => TerminalCompletion;
  /** Does a shell go on reading behind this text and Enter? */
  readonly goesOn: (text: string) => boolean;
  readonly onRun: (command: string) => void;
  /** A command runs in the foreground: Ctrl+Z stops it. */
  readonly isBusy: boolean;
  readonly onInterrupt: (stops?: boolean) => void;
  readonly onClear: () => void;
}

export interface CommandLine {
  /** The lines above the one in the field, each with its end: all of them are one command. */
  readonly head: string;
  readonly value: string;
  readonly options: TerminalCompletion["options"];
  readonly activeOption: number;
  /** How a line of the history goes on that begins as this one. */
  readonly ghost: string;
  /** Several lines that were pasted, and wait to be run. */
  readonly pasted: string | null;
  readonly setValue: (value: string) => void;
  readonly choose: (index: number) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
  readonly onPaste: (event: ClipboardEvent<HTMLInputElement>) => void;
  /** Runs what was pasted, or puts it away. */
  readonly answerPaste: (isWanted: boolean) => void;
}

/** `line`: the option is the whole line, from the history or read as Latin letters. */
type Offer = TerminalCompletion & { readonly kind: "word" | "line" };
const NO_OFFER: Offer = { kind: "word", from: 0, options: [] };
/** Lines of the history that Ctrl+R shows at once. */
const MOST_FOUND = 20;

const offerLines = (lines: readonly string[]): Offer => ({
  kind: "line",
  from: 0,
  options: lines.map((text) => ({ text, detail: "" })),
});

/** What a shell's line does: history, completion by Tab, search by Ctrl+R, Ctrl+C and Ctrl+L. Never while Hangul is composed. */
export function useCommandLine(input: CommandLineInput): CommandLine {
  const { history, onRun } = input;
  const { whole, head, value, kept, setWhole, setKept } = useTyped(input.typed);
  const [offer, setOffer] = useState(NO_OFFER);
  const [isSearching, setSearching] = useState(false);
  const [activeOption, setActiveOption] = useState(0);
  const [back, setBack] = useState(0);
  const show = (next: Offer): void => {
    setOffer(next);
    setActiveOption(0);
  };
  const close = (): void => {
    show(NO_OFFER);
    setSearching(false);
  };
  const search = (text: string): void => show(offerLines(foundIn(history, text)));
  const setValue = (next: string): void => {
    setWhole(head + next);
    setBack(0);
    if (isSearching) search(next);
    else show(NO_OFFER);
  };
  const put = (text: string, lines = head): void => {
    setWhole(lines + text);
    setBack(0);
    close();
  };
  const begin = (lines: string): void => {
    setKept(lines);
    put("", lines);
  };
  const send = (text: string): void => {
    onRun(text);
    begin("");
  };
  const submit = (text: string): void => (input.goesOn(text) ? begin(`${text}\n`) : send(text));
  usePressed(input.pressed, (name) => {
    if (/[\s/]$/.test(value)) put(`${value}${name} `);
  });
  const insert = (found: Offer, index: number): void => {
    const option = found.options[index];
    if (option === undefined) return;
    // What goes on is not yet a word.
    const end = /[=./:]$/.test(option.text) ? "" : " ";
    put(found.kind === "line" ? option.text : `${value.slice(0, found.from)}${option.text}${end}`);
  };
  /** In lines that go on Hangul is a text. */
  const isMistyped = head === "" && isInHangul(value);
  const complete = (cursor: number): void => {
    if (isMistyped) return inLatin(value, put);
    const found: Offer = { kind: "word", ...completionIn(input, whole, head.length + cursor) };
    if (found.options.length === 1) return insert(found, 0);
    const shared = sharedStart(found.options.map((option) => option.text));
    if (shared.length > value.length - found.from) setWhole(head + value.slice(0, found.from) + shared);
    show(found);
  };
  const recall = (step: number): void => {
    const next = Math.min(Math.max(0, back + step), history.length);
    setBack(next);
    setWhole(kept + (next === 0 ? "" : (history[history.length - next] ?? "")));
  };
  const run = (): void => {
    if (isMistyped) inLatin(value, (line) => show(offerLines([line])));
    else submit(whole);
  };
  const paste = usePaste(whole, submit);
  const isOpen = offer.options.length > 0;
  const ghost = isOpen || value === "" ? "" : ghostOf(history, whole);
  const move = (step: number): void => {
    if (!isOpen) return recall(-step);
    setActiveOption((activeOption + step + offer.options.length) % offer.options.length);
  };
  const controls: Readonly<Record<string, (field: HTMLInputElement) => void>> = {
    KeyC: () => {
      begin("");
      input.onInterrupt();
    },
    KeyZ: () => input.onInterrupt(true),
    KeyL: () => input.onClear(),
    KeyR: () => {
      if (isSearching) return move(1);
      setSearching(true);
      search(value);
    },
    KeyG: close,
    KeyD: () => {
      // The end of what is read: a shell makes do with what it has.
      if (value === "" && (head !== "" || input.isRemote)) send(head.slice(0, -1) || "logout");
    },
    ...editKeys(value, setValue),
  };
  const onControl = (event: KeyboardEvent<HTMLInputElement>): void => {
    const control = controls[event.code];
    if (!control || isLeft(event, input.isBusy)) return;
    event.preventDefault();
    control(event.currentTarget);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing || event.altKey || event.metaKey) return;
    if (event.ctrlKey) return onControl(event);
    const act = keyAction(event, { isOpen, isSearching, isEmpty: value === "", hasGhost: ghost !== "" });
    if (act === null) return;
    event.preventDefault();
    if (act === "complete") complete(event.currentTarget.selectionStart ?? value.length);
    if (act === "insert") insert(offer, activeOption);
    if (act === "ghost") put(value + ghost);
    if (act === "run") run();
    if (act === "close") close();
    if (act === "up") move(-1);
    if (act === "down") move(1);
  };
  return {
    head,
    value,
    options: offer.options,
    activeOption,
    ghost,
    setValue,
    choose: (index) => insert(offer, index),
    onKeyDown,
    ...paste,
  };
}

/** A command may go on over several lines: what it is stands in the ones above. */
function completionIn({ complete }: CommandLineInput, whole: string, cursor: number): TerminalCompletion {
  const { from, options } = complete(whole, cursor);
  return { from: from - whole.lastIndexOf("\n") - 1, options };
}

/** The keys of both layouts are loaded when they are first asked for. */
const inLatin = (text: string, take: (line: string) => void): void =>
  void import("./hangul.ts").then(({ latinKeys }) => take(latinKeys(text))).catch(() => undefined);

/** The text at the prompt, which is what another hand types as soon as that changes. */
function useTyped(byOther: string) {
  const [whole, setWhole] = useState(byOther);
  /** The lines that Enter has ended: what comes from the history stands behind them. */
  const [kept, setKept] = useState("");
  const [typed, setTyped] = useState(byOther);
  if (typed !== byOther) {
    setTyped(byOther);
    setWhole(byOther);
    setKept("");
  }
  const head = whole.slice(0, whole.lastIndexOf("\n") + 1);
  return { whole, head, value: whole.slice(head.length), kept, setWhole, setKept };
}

/** What readline does with the letters of the line. */
const editKeys = (value: string, setValue: (value: string) => void) => ({
  KeyU: (field: HTMLInputElement) => setValue(value.slice(field.selectionStart ?? 0)),
  KeyK: (field: HTMLInputElement) => setValue(value.slice(0, field.selectionStart ?? 0)),
  KeyA: (field: HTMLInputElement) => field.setSelectionRange(0, 0),
  KeyE: (field: HTMLInputElement) => field.setSelectionRange(value.length, value.length),
});

/** Keys that are the browser's: copying what is marked, and taking back what was typed where nothing runs that could be stopped. */
const isLeft = (event: KeyboardEvent<HTMLInputElement>, isBusy: boolean): boolean =>
  event.shiftKey || (event.code === "KeyZ" && !isBusy) || (event.code === "KeyC" && hasSelection(event.currentTarget));

/** Several lines wait until somebody has read them. */
function usePaste(
  value: string,
  run: (lines: string) => void,
): Pick<CommandLine, "pasted" | "onPaste" | "answerPaste"> {
  const [pasted, setPasted] = useState<string | null>(null);
  return {
    pasted,
    onPaste: (event) => {
      const text = event.clipboardData.getData("text").replaceAll("\r\n", "\n").replace(/\n+$/, "");
      if (!text.includes("\n")) return;
      event.preventDefault();
      setPasted(value + text);
    },
    answerPaste: (isWanted) => {
      if (isWanted && pasted !== null) run(pasted);
      setPasted(null);
    },
  };
}

/** Tells once of each name that is pressed. */
function usePressed(pressed: string | null, tell: (name: string) => void): void {
  const told = useRef(pressed);
  useEffect(() => {
    if (told.current === pressed) return;
    told.current = pressed;
    if (pressed !== null) tell(pressed);
  });
}

/** The newest first, each once. */
function foundIn(history: readonly string[], text: string): readonly string[] {
  return [...new Set(history.toReversed())].filter((line) => line.includes(text)).slice(0, MOST_FOUND);
}

/** As far as its line goes. */
function ghostOf(history: readonly string[], text: string): string {
  const found = history.findLast((one) => one.startsWith(text));
  return found?.slice(text.length).split("\n")[0] ?? "";
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
