import { expect, it } from "vitest";
import type { Json } from "#api/meta";
import { jq } from "./jq.ts";

const PODS: Json = {
  items: [
    { metadata: { name: "web-1", labels: { app: "web" } }, status: { phase: "Running", restarts: 2 } },
    { metadata: { name: "db-1", labels: { app: "db" } }, status: { phase: "Pending", restarts: 0 } },
    { metadata: { name: "web-2" }, status: { phase: "Running", restarts: 5 } },
  ],
};

const said = (program: string, ...flags: readonly string[]): string => {
  const started = jq.start([...flags, program]);
  if ("error" in started) return started.error;
  const { state } = jq.line(started.state, JSON.stringify(PODS));
  return jq.end(state).out.join("\n");
};

it.each([
  [".items | length", "3"],
  [".items[].metadata.name", "web-1\ndb-1\nweb-2"],
  ['.items[] | select(.status.phase=="Running") | .metadata.name', "web-1\nweb-2"],
  ['.items[] | .metadata.name + " " + .status.phase', "web-1 Running\ndb-1 Pending\nweb-2 Running"],
  ['.items[] | "\\(.metadata.name): \\(.status.restarts + 1)"', "web-1: 3\ndb-1: 1\nweb-2: 6"],
  ['.items[] | select(.metadata.labels.app? // "none" | test("^(web|none)$")) | .metadata.name', "web-1\nweb-2"],
  ["[.items[].status.restarts] | add", "7"],
  [".items | map(.status.restarts) | sort | reverse | .[0:2]", "[5,2]"],
  [".items | sort_by(.status.restarts) | first.metadata.name", "db-1"],
  [
    ".items[0] | {name: .metadata.name, phase: .status.phase, n: (.status.restarts * 2)}",
    '{"name":"web-1","phase":"Running","n":4}',
  ],
  [".items[1].metadata | {name}", '{"name":"db-1"}'],
  ['[.items[].status.phase] | unique | join(",")', "Pending,Running"],
  ['.items[0].metadata.labels | to_entries[] | "\\(.key)=\\(.value)"', "app=web"],
  ['.items[] | select(.status.restarts > 1 and (.metadata.name | startswith("web"))) | .metadata.name', "web-1\nweb-2"],
  ['.items[2].metadata.labels.app // "-", .items[-1].metadata["name"]', "-\nweb-2"],
  ['.items[] | has("metadata"), (.metadata | has("labels") | not)', "true\nfalse\ntrue\nfalse\ntrue\ntrue"],
  ["[.. | strings]", "jq: error: strings/0 is not defined here at <top-level>\njq: 1 compile error"],
  [".constructor, .items[0].toString", "null\nnull"],
  [".items[", "jq: error: syntax error, unexpected end at <top-level>\njq: 1 compile error"],
  [".items.name", 'jq: error (at <stdin>:0): Cannot index array with "name"'],
  [
    '.items[0].metadata.name | test("(a+)+b")',
    "jq: error (at <stdin>:0): (a+)+b (at offset 0) is not a valid regex: a repetition within a repetition is not understood here",
  ],
])("%s", (program, want) => expect(said(program, "-rc")).toBe(want));

it("prints over several lines without -c, and texts in quotes without -r", () => {
  expect(said(".items[0].metadata")).toBe('{\n  "name": "web-1",\n  "labels": {\n    "app": "web"\n  }\n}');
  expect(said(".items[0].metadata.name")).toBe('"web-1"');
});
