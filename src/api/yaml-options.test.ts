import { describe, expect, it } from "vitest";
import { parseDocument } from "yaml";
import { kubeYaml } from "./yaml-options.ts";

describe("a plain scalar as kubectl reads it", () => {
  it.each([
    ["yes", true],
    ["off", false],
    ["2024-01-01", "2024-01-01"],
    ["2001-12-14t21:59:43.10-05:00", "2001-12-14t21:59:43.10-05:00"],
    ["1:30", "1:30"],
    ["1:30.5", "1:30.5"],
    ["0o644", 420],
    ["-0o17", -15],
    ["0644", 420],
    ["1_000", 1000],
    ["~", null],
    ["'yes'", "yes"],
  ])("%s", (text, want) => expect(parseDocument(text, kubeYaml).toJS()).toBe(want));
});
