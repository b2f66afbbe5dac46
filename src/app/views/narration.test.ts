import { describe, expect, it } from "vitest";
import { words } from "../i18n/words-en.ts";
import { narrate, type Scene } from "./narration.ts";

const calm: Scene = { troubled: new Map(), isFailing: false, nodes: new Map(), step: 0, goals: new Map() };
const troubled = (...names: string[]): ReadonlyMap<string, string> => new Map(names.map((n) => [n, `${n}: OOMKilled`]));

const rows: readonly { name: string; before: Scene; after: Scene; says: string }[] = [
  { name: "nothing new", before: { ...calm, isFailing: true }, after: { ...calm, isFailing: true }, says: "" },
  { name: "requests begin to fail", before: calm, after: { ...calm, isFailing: true }, says: "Requests are failing" },
  { name: "and no longer", before: { ...calm, isFailing: true }, after: calm, says: "Requests are served again" },
  { name: "one pod", before: calm, after: { ...calm, troubled: troubled("a") }, says: "a: OOMKilled" },
  {
    name: "one more pod",
    before: { ...calm, troubled: troubled("a") },
    after: { ...calm, troubled: troubled("a", "b") },
    says: "b: OOMKilled",
  },
  {
    name: "many pods",
    before: calm,
    after: { ...calm, troubled: troubled("a", "b", "c") },
    says: "3 pods are in trouble",
  },
  { name: "trouble ends quietly", before: { ...calm, troubled: troubled("a") }, after: calm, says: "" },
  {
    name: "a goal comes first",
    before: calm,
    after: { ...calm, isFailing: true, goals: new Map([["g", "Watch it"]]) },
    says: "Goal met: Watch it. Requests are failing",
  },
  {
    name: "a goal of another step",
    before: calm,
    after: { ...calm, step: 1, goals: new Map([["g", "Watch it"]]) },
    says: "",
  },
  {
    name: "a node",
    before: calm,
    after: { ...calm, nodes: new Map([["nodes/w", "w: NotReady"]]) },
    says: "w: NotReady",
  },
];

describe("narration", () => {
  it.each(rows)("$name", ({ before, after, says }) => {
    expect(narrate(before, after, words)).toBe(says);
  });
});
