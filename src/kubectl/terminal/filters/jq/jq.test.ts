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
  ["[.items[0] | .. | strings]", '["web-1","web","Running"]'],
  ["foo(1)", "jq: error: foo/1 is not defined at <top-level>, line 1:\nfoo(1)\njq: 1 compile error"],
  [".constructor, .items[0].toString", "null\nnull"],
  [
    ".items[",
    "jq: error: syntax error, unexpected $end (Unix shell quoting issues?) at <top-level>, line 1:\n.items[\njq: 1 compile error",
  ],
  [".items.name", 'jq: error (at <stdin>:1): Cannot index array with "name"'],
  [
    '.items[0].metadata.name | test("(a+)+b")',
    "jq: error (at <stdin>:1): (a+)+b (at offset 0) is not a valid regex: a repetition within a repetition is not understood here",
  ],
])("%s", (program, want) => expect(said(program, "-rc")).toBe(want));

it("prints over several lines without -c, and texts in quotes without -r", () => {
  expect(said(".items[0].metadata")).toBe('{\n  "name": "web-1",\n  "labels": {\n    "app": "web"\n  }\n}');
  expect(said(".items[0].metadata.name")).toBe('"web-1"');
});

// As jq 1.6 answered.
it.each([
  [
    ".items | group_by(.status.phase) | map({phase: .[0].status.phase, n: length})",
    '[{"phase":"Pending","n":1},{"phase":"Running","n":2}]',
  ],
  [".items[] | [.metadata.name, (.metadata.labels // {} | length), null] | @tsv", "web-1\t1\t\ndb-1\t1\t\nweb-2\t0\t"],
  ['[.items[0] | .metadata.name, "a\\"b"] | @csv, @sh', '"web-1","a""b"\n\'web-1\' \'a"b\''],
  ['"b2xk" | @base64d, (. | @base64)', "old\nYjJ4aw=="],
  ["reduce .items[] as $i ({}; .[$i.status.phase] += 1)", '{"Running":2,"Pending":1}'],
  ['.items[0] as {metadata: {name: $n}, status: $s} | "\\($n) \\($s.phase)"', "web-1 Running"],
  [
    '.items[] | if .status.restarts > 3 then "many" elif .status.restarts > 0 then "some" else "none" end',
    "some\nnone\nmany",
  ],
  ["def double(f): f * 2; .items[0] | double(.status.restarts)", "4"],
  [
    '.items[0] | .status.restarts |= . + 1 | .metadata.labels.tier = "front" | del(.status.phase)',
    '{"metadata":{"name":"web-1","labels":{"app":"web","tier":"front"}},"status":{"restarts":3}}',
  ],
  [
    '.items | map(.metadata | with_entries(select(.key | startswith("n"))))',
    '[{"name":"web-1"},{"name":"db-1"},{"name":"web-2"}]',
  ],
  ['[.items[].metadata.name | sub("-.*"; "")] | unique', '["db","web"]'],
  ['.items[0].metadata.name | capture("^(?<app>[a-z]+)-(?<n>\\\\d)$")', '{"app":"web","n":"1"}'],
  [".items | max_by(.status.restarts).metadata.name, min_by(.status.restarts).metadata.name", "web-2\ndb-1"],
  ['try error("x") catch "caught \\(.)"', "caught x"],
  ["[limit(2; .items[].metadata.name)], [range(0; 6; 2)]", '["web-1","db-1"]\n[0,2,4]'],
  ['[.items[0] | paths(type == "number") | join(".")]', '["status.restarts"]'],
  ['"y \\("a" + "b")"', "y ab"],
  ['.items[0].metadata | {name, "a b": 1, (.name): 2}', '{"name":"web-1","a b":1,"web-1":2}'],
])("%s", (program, want) => expect(said(program, "-rc")).toBe(want));

it("knows the flags of the command", () => {
  expect(said(".items[0].metadata", "-S", "-c")).toBe('{"labels":{"app":"web"},"name":"web-1"}');
  expect(said(".items[].metadata.name", "-j")).toBe("web-1db-1web-2");
  expect(said("1 + 1", "-n")).toBe("2");
  expect(said("length", "-s")).toBe("1");
  expect(said(".items[] | select(.metadata.name == $x) | .status.phase", "-r", "--arg", "x", "db-1")).toBe("Pending");
  expect(said(".items[0].status", "--tab")).toBe('{\n\t"phase": "Running",\n\t"restarts": 2\n}');
});

it.each([
  ['"a-b" | sub("a\\\\-b"; "x")', "x"],
  ['"a:b" | gsub("\\\\:"; "-")', "a-b"],
  ['"a\\"b" | gsub("\\\\\\""; "")', "ab"],
  ['"aB" | sub("[[:upper:]]"; "x"), test("[[:upper:]]"), [match("[[:upper:]]").offset]', "ax\ntrue\n[1]"],
  ['"a{b}]" | gsub("{"; "") | gsub("}"; "") | gsub("]"; "")', "ab"],
  ['"a-b" | [match("[]a]", "[\\\\w-]+", "[[:alpha:]-]+", "\\\\A.").string]', '["a","a-b","a-b","a"]'],
  ['"한글-a" | test("\\\\w"), match("a").offset, test("(?i)A"), test("A"; "i")', "true\n3\ntrue\ntrue"],
  ['"ab" | [match(""; "g").offset], [match(""; "gn").offset]', "[0,1,2]\n[]"],
  ['"xay" | [match("(z)?(a)").captures[].offset]', "[-1,1]"],
  ['"a, b,c" | split(", *"; null), [splits(", *")]', '["a","b","c"]\n["a","b","c"]'],
  ['"한국" | utf8bytelength', "6"],
  ["[65, 1114112, -1, 55296] | implode", "A���"],
])("takes the patterns and letters that jq takes: %s", (program, want) => expect(said(program, "-rc")).toBe(want));

// As jq 1.6 answered.
it.each([
  ["[1,2,3] | .[1:] |= map(. * 2)", "[1,4,6]"],
  ['[1,2,3] | .[1:] = ["x"]', '[1,"x"]'],
  ["[1] | .[0:1] += [5]", "[1,5]"],
  ['{"a":[1,2,3]} | .a[:2] |= map(. + 1), (.a[1:][0] = 9)', '{"a":[2,3,3]}\n{"a":[1,9,3]}'],
  ["[1,2,3,4] | del(.[0], .[2:]), [path(.[1:])]", '[2]\n[[{"start":1,"end":null}]]'],
  ['null | .[1:] |= ["a"]', '["a"]'],
  ['"한국어" | .[1:], .[-1:]', "국어\n어"],
  ["[[1,2,3] | .[1:], .[:-1], .[5:], .[2:1], .[1.2:1.5]]", "[[2,3],[1,2],[],[],[2]]"],
  ["1 | until(. > 100; . * 2), [recurse(. + 1; . < 3)]", "128\n[1,2]"],
])("changes parts of lists, and goes on until it is done: %s", (program, want) =>
  expect(said(program, "-rc")).toBe(want),
);

const nested = (open: string, close: string, n: number): string => `${open.repeat(n)}1${close.repeat(n)}`;

it.each([
  ['"a" | test("[a")', "[a (at offset 0) is not a valid regex: Invalid regular expression"],
  ['"a" | sub("*"; "")', "* (at offset 0) is not a valid regex: Invalid regular expression"],
  ['"a" | test("a"; "q")', "q is not a valid modifier string"],
  ['["a"] | implode', "Unicode codepoint must be numeric"],
  ['"x" | implode', "implode input must be an array"],
  ["1 | utf8bytelength", "number (1) only strings have UTF-8 byte length"],
  ["def f: f; f", "the program calls itself too deeply"],
  ["def f: 1+f; f", "the program calls itself too deeply"],
  ["def f: [f]; try f catch error(.)", "the program calls itself too deeply"],
  ["reduce range(90000) as $i (0; [.])", "the program does too much"],
  ["[1,2,3] | .[1:] |= 5", "A slice of an array can only be assigned another array"],
  ['"abc" | .[1:] |= "x"', "Cannot update field at object index of string"],
  ["until(false; .)", "the program does too much"],
  ['"" * 1e999', "the product is too large"],
])("says itself what it cannot do: %s", (program, why) => {
  const started = jq.start(["-c", program]);
  if ("error" in started) throw new Error(started.error);
  const { out, exit } = jq.end(jq.line(started.state, "null").state);
  expect([out.join("\n"), exit]).toEqual([`jq: error (at <stdin>:1): ${why}`, 5]);
});

it.each([nested("[", "]", 3000), `. | ${nested("-", "", 7900)}`, nested('"\\(', ')"', 1900), "tojson(1)", "todate(1)"])(
  "does not compile: %.20s",
  (program) => expect(jq.start([program])).toMatchObject({ exit: 3 }),
);
