// The edges of --for: what kubectl 1.36.3 takes, and what it refuses before it asks anything.
import { describe, expect, it } from "vitest";
import { makeScenario } from "#engine/testing";
import { openConsole } from "../testing/console.ts";

describe("kubectl wait --for", () => {
  it.each([
    ["condition", 'error: unrecognized condition: "condition"\n'],
    ["jsonpath=", "error: jsonpath expression cannot be empty\n"],
    [
      "jsonpath={.status.phase}=",
      "error: jsonpath wait has to have a value after equal sign, like --for=jsonpath='{.status.readyReplicas}'=3\n",
    ],
    // A condition without a name is waited for, and never comes.
    ["condition=", "error: timed out waiting for the condition on namespaces/default\n"],
    ["condition==x", "error: timed out waiting for the condition on namespaces/default\n"],
    ["jsonpath=.status.phase=Active", "namespace/default condition met\n"],
    ["create", "namespace/default condition met\n"],
  ])("%s", (condition, printed) => {
    const c = openConsole(makeScenario());
    expect(c.type(`kubectl wait ns/default --for='${condition}' --timeout=1s`) + c.pass(3000)).toBe(printed);
  });
});
