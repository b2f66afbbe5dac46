import { expect, it } from "vitest";
import { Session } from "../session/session.ts";
import { sandboxFiles, sandboxScenario } from "../session/sandbox.ts";
import { readLesson } from "../../../.ci/lessons-plugin.ts";
import { consoleText, joinManifests, requestsCsv } from "./exports.ts";

const sandbox = (): Session =>
  new Session({ scenario: sandboxScenario({ workers: 1, cpu: "2", memory: "4Gi", seed: 1 }), files: sandboxFiles });

it("joins manifests into one that is applied at once", () => {
  const joined = joinManifests([...sandboxFiles, { name: "notes.txt", text: "mine" }]);
  expect(joined.match(/^---$/gm)).toHaveLength(3);
  expect(joined).not.toContain("mine");
  const s = sandbox();
  s.write("all.yaml", joined);
  s.type("kubectl apply -f all.yaml");
  expect(consoleText(s.run, "1")).toBe(
    "$ kubectl apply -f all.yaml\ndeployment.apps/web created\nservice/web created\ningress.networking.k8s.io/web created\njob.batch/batch created\n",
  );
});

it("writes the console as it was at this moment, without colours", () => {
  const s = sandbox();
  const before = s.nowMs;
  s.advance(before + 1000);
  s.type("kubectl get ns");
  s.seek(before);
  expect(consoleText(s.run, "1")).toBe("\n");
});

it("writes each second of the requests", () => {
  const { compiled } = readLesson("lessons/cases/10-brief-outage");
  const s = new Session(compiled!);
  s.advance(s.nowMs + 20_000);
  const [head, ...rows] = requestsCsv(s.run, s.run.scenario.settleMs!).trimEnd().split("\r\n");
  expect(head).toBe("second,client,served,failed,outcomes");
  const cells = rows.map((row) => row.split(","));
  expect(cells.every((c) => c.length === 5 && c[1] === "clients")).toBe(true);
  const sum = (i: number): number => cells.reduce((n, c) => n + Number(c[i]), 0);
  const all = s.run.branch.entries.filter((e) => e.type === "request").length;
  expect(sum(2) + sum(3)).toBe(all);
  expect(sum(3)).toBeGreaterThan(100);
  expect(cells.at(-1)![4]).toMatch(/: \d+/);
});
