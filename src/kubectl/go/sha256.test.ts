import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { sha256, sha256Bytes } from "./sha256.ts";

it.each([
  "",
  "abc",
  "x".repeat(55),
  "x".repeat(56),
  "x".repeat(63),
  "x".repeat(64),
  "y".repeat(1000),
  "한글 \u{1f600}",
])("sha256(%j)", (text) => {
  expect(sha256(text)).toBe(createHash("sha256").update(text).digest("hex"));
  expect(Buffer.from(sha256Bytes(text)).toString("hex")).toBe(sha256(text));
});
