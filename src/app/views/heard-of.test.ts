import { expect, it } from "vitest";
import { words } from "../i18n/words-en.ts";
import { sandboxFiles, sandboxScenario } from "../session/sandbox.ts";
import { Session } from "../session/session.ts";
import { ClusterViews } from "./cluster-view.ts";
import { spanText } from "./format.ts";
import { heardOfMs } from "./heard-of.ts";

const POWER_MS = 65_000;

it("tells of a dead machine's pods since when nobody has heard of them, whoever looked at it before", () => {
  const scenario = sandboxScenario({ workers: 3, cpu: "2", memory: "4Gi", seed: 1 });
  const session = new Session({ scenario, files: sandboxFiles });
  session.type("kubectl apply -f deployment.yaml");
  session.advance(POWER_MS);
  const seenFromTheStart = new ClusterViews();
  seenFromTheStart.make(session.run, words, false);
  session.act({ component: "node", action: "power", data: { node: "worker-1", on: false } });
  for (let ms = POWER_MS; ms <= 180_000; ms += 1000) {
    session.advance(ms);
    seenFromTheStart.make(session.run, words, false);
  }
  const linesOf = (views: ClusterViews): readonly (string | null)[] =>
    views
      .make(session.run, words, true)
      .bays.filter(({ name }) => name === "worker-1")
      .flatMap(({ pods }) => pods.filter(({ kind }) => kind === "app").map(({ truthLine }) => truthLine));
  const heardMs = heardOfMs(session.run.cluster.sim, "worker-1");
  expect(heardMs).toBeGreaterThan(POWER_MS - 12_000);
  expect(heardMs).toBeLessThanOrEqual(POWER_MS);
  expect(linesOf(new ClusterViews())).toContain(words.pod.lastSeen(spanText(180_000 - heardMs)));
  expect(linesOf(seenFromTheStart)).toEqual(linesOf(new ClusterViews()));
});
