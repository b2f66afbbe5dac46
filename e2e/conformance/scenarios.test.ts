// Every scenario shows what it says it shows: its cause, and its fix.
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { playScenario } from "./console.ts";
import { readScenario } from "./scenario-file.ts";

const FOLDER = "e2e/conformance/scenarios";

describe("scenarios", () => {
  it.each(readdirSync(FOLDER).filter((name) => name.endsWith(".yaml")))("%s", (name) => {
    const scenario = readScenario(readFileSync(`${FOLDER}/${name}`, "utf8"));
    if (typeof scenario === "string") throw new Error(scenario);
    expect(scenario.steps.some((step) => step.expect.length > 0)).toBe(true);
    expect(playScenario(scenario).failures).toEqual([]);
  });

  it("says what does not hold", () => {
    const scenario = readScenario("name: x\nimages: {}\nsteps:\n- {run: kubectl get pods, expect: '^NAME'}\n");
    if (typeof scenario === "string") throw new Error(scenario);
    expect(playScenario(scenario).failures).toEqual([
      "$ kubectl get pods: /^NAME/ is not in\nNo resources found in default namespace.\n",
    ]);
  });

  it("says where a file is wrong", () => {
    expect(readScenario("name: x\nimages: {}\nsteps:\n- {rum: kubectl get pods}\n")).toContain("steps.0.rum");
  });
});
