import { expect, it } from "vitest";
import { help as en } from "./help-en.ts";
import { help as ko } from "./help-ko.ts";

it("says in both languages what is simplified", () =>
  expect(ko.simplifications).toHaveLength(en.simplifications.length));

it.each(["git, jenkins", "ingress-nginx", "PersistentVolume", "memory.available"])("names %s in both", (name) => {
  const rowOf = (rows: readonly string[]): number => rows.findIndex((row) => row.includes(name));
  expect(rowOf(en.simplifications)).toBeGreaterThanOrEqual(0);
  expect(rowOf(ko.simplifications)).toBe(rowOf(en.simplifications));
});
