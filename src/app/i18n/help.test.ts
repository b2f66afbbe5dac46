import { expect, it } from "vitest";
import { en } from "./en.ts";
import { ko } from "./ko.ts";

it("says in both languages what is simplified", () =>
  expect(ko.help.simplifications).toHaveLength(en.help.simplifications.length));

it.each(["git, jenkins", "ingress-nginx", "kube-system", "memory.available"])("names %s in both", (name) => {
  const rowOf = (rows: readonly string[]): number => rows.findIndex((row) => row.includes(name));
  expect(rowOf(en.help.simplifications)).toBeGreaterThanOrEqual(0);
  expect(rowOf(ko.help.simplifications)).toBe(rowOf(en.help.simplifications));
});
