// The list of checks that are known to fail, each with its reason. It may only shrink: a row that passes is a failure.
import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import type { Check } from "./compare/compare.ts";

export interface KnownDifference {
  /** The recording, without `.json`. */
  readonly file: string;
  /** The check's name, whole. */
  readonly check: string;
  readonly reason: string;
}

export const KNOWN_FILE = "e2e/conformance/known-differences.yaml";

export const readKnown = (root: string): readonly KnownDifference[] =>
  (parse(readFileSync(path.join(root, KNOWN_FILE), "utf8")) as readonly KnownDifference[] | null) ?? [];

export interface Judged {
  readonly passed: readonly Check[];
  /** Fails, and is not on the list. */
  readonly failed: readonly Check[];
  /** Fails, and is on the list. */
  readonly excused: readonly Check[];
  /** On the list, and passes. */
  readonly stale: readonly KnownDifference[];
}

export const judge = (checks: readonly Check[], known: readonly KnownDifference[]): Judged => {
  const names = new Set(known.map((row) => row.check));
  const failing = checks.filter((check) => !check.ok);
  const failingNames = new Set(failing.map((check) => check.name));
  return {
    passed: checks.filter((check) => check.ok),
    failed: failing.filter((check) => !names.has(check.name)),
    excused: failing.filter((check) => names.has(check.name)),
    stale: known.filter((row) => !failingNames.has(row.check)),
  };
};
