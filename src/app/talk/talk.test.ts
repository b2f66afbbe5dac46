import { expect, it } from "vitest";
import type { Op } from "../sync/op.ts";
import { moveTalk, NO_TALK } from "./talk.ts";

const after = (...ops: readonly Op[]): boolean => ops.reduce((talk, op) => moveTalk(talk, op, 0), NO_TALK).blank;
const flip: Op = { do: "talk", talk: { set: "blank", on: "flip" } };
const typed: Op = { do: "talk", talk: { set: "typed", text: "kubectl get po" } };

it.each<{ readonly name: string; readonly ops: readonly Op[]; readonly isBlank: boolean }>([
  { name: "pressed once", ops: [flip], isBlank: true },
  { name: "pressed twice before the first had its turn", ops: [flip, flip], isBlank: false },
  { name: "pressed while something is typed", ops: [typed, flip, typed, { do: "run", line: "ls" }], isBlank: true },
  { name: "ended by a step", ops: [flip, { do: "step", index: 1 }], isBlank: false },
])("the screen is blank or not: $name", ({ ops, isBlank }) => expect(after(...ops)).toBe(isBlank));

const hand = (by: 1 | -1): Op => ({ do: "talk", talk: { set: "hand", card: "first-seconds", option: "restarts", by } });

it.each<{ readonly name: string; readonly ops: readonly Op[]; readonly count: number }>([
  { name: "three presses in a row, none of them drawn yet", ops: [hand(1), hand(1), hand(1)], count: 3 },
  { name: "one taken back", ops: [hand(1), hand(1), hand(-1)], count: 1 },
  { name: "none to take back", ops: [hand(-1), hand(1)], count: 1 },
])("hands are counted: $name", ({ ops, count }) =>
  expect(ops.reduce((talk, op) => moveTalk(talk, op, 0), NO_TALK).votes).toEqual({
    "first-seconds": { restarts: count },
  }),
);
