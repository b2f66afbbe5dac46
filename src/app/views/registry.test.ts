import { expect, it } from "vitest";
import { Run } from "#engine";
import { makeScenario } from "#engine/testing";
import { words } from "../i18n/words-en.ts";
import { ClusterViews } from "./cluster-view.ts";

const shown = (...images: readonly string[]): readonly unknown[] => {
  const scenario = { ...makeScenario(), images: Object.fromEntries(images.map((image) => [image, { sizeMi: 1 }])) };
  const { registry } = new ClusterViews().make(new Run(scenario), words, true);
  return [registry?.name, registry?.images];
};

it("says images as they are typed after the name of their registry", () => {
  expect(shown("nexus.local/web:1.0", "nexus.local/team/api:2")).toEqual(["nexus.local", ["web:1.0", "team/api:2"]]);
  expect(shown("demo/web:1.0", "nginx", "nginx:1.28")).toEqual(["registry", ["demo/web:1.0", "nginx", "nginx:1.28"]]);
  expect(shown("demo/web:1.0", "demo/api:1.0", "demo/pay:1.0", "demo/job:1.0")[1]).toEqual([
    "demo/web:1.0",
    "demo/api:1.0",
    "+2",
  ]);
  expect(shown(`demo/${"long".repeat(9)}`, "demo/api:1.0")[1]).toEqual([`demo/${"long".repeat(9)}`, "+1"]);
  expect(shown("localhost:5000/web")).toEqual(["localhost:5000", ["web"]]);
});
