import { describe, expect, it } from "vitest";
import { tokenizeYamlLine } from "./yaml-tokens.ts";

const short = { key: "k", string: "s", number: "n", comment: "c", plain: "-" } as const;

const cases = [
  { name: "a key alone", line: "  ports:", want: ["-  ", "kports", "-:"] },
  { name: "a list item with a key", line: "- name: mynginx", want: ["-- ", "kname", "-:", "- ", "smynginx"] },
  { name: "a number", line: "  - containerPort: 8080", want: ["-  - ", "kcontainerPort", "-:", "- ", "n8080"] },
  {
    name: "an image is text, its colon no key",
    line: "image: nexus.local/mynginx:1.1",
    want: ["kimage", "-:", "- ", "snexus.local/mynginx:1.1"],
  },
  { name: "a comment after a value", line: "replicas: 4 # four", want: ["kreplicas", "-:", "- ", "n4 ", "c# four"] },
  { name: "a hash in quotes is text", line: 'a: "x # y"', want: ["ka", "-:", "- ", 's"x # y"'] },
  { name: "a whole line of comment", line: "# all of it", want: ["c# all of it"] },
  { name: "nothing", line: "", want: [] },
  {
    name: "a flow mapping",
    line: "requests: { cpu: 250m, memory: 1 }",
    want: ["krequests", "-:", "- ", "-{", "k cpu", "-:", "s 250m", "-,", "k memory", "-:", "n 1 ", "-}"],
  },
];

describe("tokenizeYamlLine", () => {
  it.each(cases)("$name", ({ line, want }) => {
    expect(tokenizeYamlLine(line).map((token) => short[token.kind] + token.text)).toEqual(want);
  });
  it.each(cases)("loses no character: $name", ({ line }) => {
    expect(
      tokenizeYamlLine(line)
        .map((token) => token.text)
        .join(""),
    ).toBe(line);
  });
});
