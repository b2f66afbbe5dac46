import { expect, it } from "vitest";
import { isMessage } from "./message.ts";

const member = { id: "a", bornMs: 1, isHidden: false, hasLog: true, face: "stage" };

it.each([
  [{ kind: "hello", member, term: 0 }, true],
  [{ kind: "did", member, term: 1, entry: { seq: 1, at: 0, from: "a", n: 1, op: {} } }, true],
  [null, false],
  ["hello", false],
  [[], false],
  [{ kind: "hello" }, false],
  [{ kind: "eval", member, term: 0 }, false],
  [{ kind: "hello", member: null, term: 0 }, false],
  [{ kind: "hello", member: { id: 7, bornMs: 0 }, term: 0 }, false],
  [{ kind: "hello", member, term: "0" }, false],
  [{ kind: "did", member, term: 1 }, false],
  [{ kind: "welcome", member, term: 1, to: "b", log: "all" }, false],
])("%j is one: %s", (said, is) => expect(isMessage(said)).toBe(is));
