// What a talk adds to the session: what the stage shows beside the graph, the hands that were counted, and the clock. Plain data, moved on
// by every op in the one order of all windows.
import { createStore } from "zustand/vanilla";
import type { Member } from "../sync/message.ts";
import type { Op, OpOf } from "../sync/op.ts";
import { beginClock, NO_CLOCK, toStep, type TalkClock } from "./clock.ts";
import type { Captions, StagePane, TalkOp } from "./talk-op.ts";

export interface TalkState {
  readonly blank: boolean;
  readonly agenda: boolean;
  /** The way here for those who have machines of their own. */
  readonly qr: boolean;
  readonly zoom: boolean;
  readonly frozen: boolean;
  /** For a weak projector. */
  readonly contrast: boolean;
  readonly captions: Captions;
  readonly pane: StagePane;
  readonly typed: string;
  /** Hands counted, by predict card and option. */
  readonly votes: { readonly [card: string]: { readonly [option: string]: number } };
  readonly clock: TalkClock;
  /** The window that did something last: it drives. */
  readonly driver: string | null;
}

export const NO_TALK: TalkState = {
  blank: false,
  agenda: false,
  qr: false,
  zoom: false,
  frozen: false,
  contrast: false,
  captions: "one",
  pane: "none",
  typed: "",
  votes: {},
  clock: NO_CLOCK,
  driver: null,
};

/** What is over when the speaker goes to another step. */
const CALM = { blank: false, agenda: false, qr: false, zoom: false, pane: "none", typed: "" } as const;

type Move<K extends Op["do"]> = (talk: TalkState, op: OpOf<K>, at: number) => TalkState;

/** Only what moves the talk: everything else is the session's. */
const MOVES: { readonly [K in Op["do"]]?: Move<K> } = {
  talk: (talk, op, at) => setTalk(talk, op.talk, at),
  step: (talk, op, at) => ({ ...talk, ...CALM, clock: toStep(talk.clock, op.index, at) }),
  rescue: (talk, op, at) => ({ ...talk, ...CALM, frozen: false, clock: toStep(talk.clock, op.index, at) }),
  open: (talk) => ({ ...talk, ...CALM, frozen: false, votes: {}, clock: NO_CLOCK }),
  play: (talk, op, at) =>
    op.on && talk.clock.startedAt === null ? { ...talk, clock: beginClock(talk.clock, at) } : talk,
  run: (talk) => ({ ...talk, pane: "terminal", typed: "" }),
  edit: (talk) => (talk.pane === "editor" ? talk : { ...talk, pane: "editor" }),
  fix: (talk) => ({ ...talk, pane: "editor" }),
};

export const moveTalk = (talk: TalkState, op: Op, at: number): TalkState =>
  (MOVES[op.do] as Move<Op["do"]>)?.(talk, op, at) ?? talk;

const setTalk = (talk: TalkState, op: TalkOp, at: number): TalkState => {
  if (op.set === "captions") return { ...talk, captions: op.captions };
  if (op.set === "pane") return { ...talk, pane: op.pane };
  if (op.set === "typed") return { ...talk, pane: "terminal", typed: op.text };
  if (op.set === "hand") return { ...talk, votes: withVotes(talk.votes, op) };
  if (op.set === "clock") {
    return { ...talk, clock: op.isRunning ? beginClock({ ...NO_CLOCK, step: talk.clock.step }, at) : NO_CLOCK };
  }
  return { ...talk, [op.set]: op.on === "flip" ? !talk[op.set] : op.on };
};

const withVotes = (
  votes: TalkState["votes"],
  { card, option, by }: Extract<TalkOp, { readonly set: "hand" }>,
): TalkState["votes"] => {
  const counted = votes[card]?.[option] ?? 0;
  return { ...votes, [card]: { ...votes[card], [option]: Math.max(0, counted + by) } };
};

/** Of this window only: with whom it goes in step. */
export interface Company {
  readonly members: readonly Member[];
  readonly isInStep: boolean;
  /** Looks at something else than the others do. */
  readonly isApart: boolean;
  /** To what they look at. */
  readonly back: () => void;
  /** Shows them what this window looks at. */
  readonly show: () => void;
}

export const talkStore = createStore<TalkState>(() => NO_TALK);
const nothing = (): void => undefined;
export const companyStore = createStore<Company>(() => ({
  members: [],
  isInStep: false,
  isApart: false,
  back: nothing,
  show: nothing,
}));
