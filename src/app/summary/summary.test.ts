import { describe, expect, it } from "vitest";
import { readLesson } from "../../../.ci/lessons-plugin.ts";
import { summary as words } from "../i18n/summary-en.ts";
import type { LoggedCommand, LoggedEntry } from "#engine";
import { goodState } from "../session/rescue.ts";
import { Session } from "../session/session.ts";
import { fromWire, readWire, toWire, type SharedMoment, type Wire } from "../share/shared.ts";
import { beginningsOf } from "./beginnings.ts";
import { clockText } from "../views/format.ts";
import { failedSaid, momentSaid, toMarkdown } from "./markdown.ts";
import { summarize } from "./summarize.ts";
import { namedIn, troublesOf } from "./troubles.ts";

const { lesson, files, scenario } = readLesson("lessons/cases/10-brief-outage").compiled!;
const session = new Session({ scenario, files, lesson });
session.advance(session.nowMs + 60_000);
session.type("kubectl get pods");
session.perform([{ edit: "mynginx.yaml", find: "replicas: 4", replace: "replicas: 5" }]);
session.advance(session.nowMs + 30_000);
const made = summarize(session.run, scenario.settleMs ?? 0);

it("has the learner's commands, with the one that changed something marked; what the lesson typed is not theirs", () => {
  expect(
    session.run.branch.commands.filter((c) => c.command.data["line"] === "kubectl apply -f mynginx.yaml"),
  ).toHaveLength(2);
  expect(made.commands.map((c) => [c.line, c.isChange])).toEqual([
    ["kubectl get pods", false],
    ["kubectl apply -f mynginx.yaml", true],
  ]);
  expect(made.durationMs).toBe(100_000);
});

it("counts failures before and after the last change, and in the bins", () => {
  const inBins = made.bins.reduce((n, bin) => n + bin.failed, 0);
  expect(inBins).toBe(made.failedBefore + made.failedAfter);
  expect(made.failedBefore).toBeGreaterThan(40);
  expect(made.bins.reduce((n, b) => n + b.served + b.failed, 0)).toBe(
    session.run.branch.entries.filter((e) => e.type === "request" && e.atMs >= 90_000 && e.atMs <= 190_000).length,
  );
});

it("knows no before and after of somebody who has changed nothing", () => {
  const idle = new Session({ scenario, files, lesson });
  idle.advance(idle.nowMs + 60_000);
  const seen = summarize(idle.run, scenario.settleMs ?? 0);
  expect(seen.failedAfter).toBe(0);
  const all = ({ bins }: typeof made): number => bins.reduce((n, b) => n + b.served + b.failed, 0);
  expect(failedSaid(seen, words)).toEqual([`${seen.failedBefore} of ${all(seen)}`]);
  expect(failedSaid(made, words)).toEqual([
    `${made.failedBefore + made.failedAfter} of ${all(made)}`,
    `${made.failedBefore} until your last change, at 01:10`,
    `${made.failedAfter} after it, the last one at ${clockText(made.lastFailedMs!)}`,
  ]);
  const failures = session.run.branch.entries.filter((e) => e.type === "request" && !/^[23]/.test(e.outcome));
  expect(made.lastFailedMs).toBe(failures.at(-1)!.atMs - (scenario.settleMs ?? 0));
  const calm = { ...made, failedBefore: 0, failedAfter: 0, lastFailedMs: null };
  expect(failedSaid(calm, words)).toEqual([`0 of ${all(made)}`]);
  expect(failedSaid({ ...made, failedAfter: 0, lastFailedMs: null }, words).at(-1)).toBe("none after it");
});

it("tells what the learner has made other in the files", () => {
  const [diff] = made.diffs;
  expect(made.diffs.map((d) => d.name)).toEqual(["mynginx.yaml"]);
  expect(diff!.lines.filter((l) => l.kind !== "same").map((l) => `${l.kind} ${l.text.trim()}`)).toEqual([
    "removed replicas: 4",
    "added replicas: 5",
  ]);
});

it("says the same of a run that was made again: after a reload, and from a link", () => {
  const { commands, endMs } = JSON.parse(JSON.stringify(session.run.record())) as ReturnType<Session["run"]["record"]>;
  const moment: SharedMoment = {
    page: "lesson/brief-outage",
    commands,
    endMs,
    nowMs: session.nowMs,
    log: [session.run.cluster.logLength, session.run.cluster.logHash],
    drafts: [],
    view: { selection: null, whyId: null, file: "" },
  };
  const back = fromWire(readWire(JSON.parse(JSON.stringify(toWire(moment, files)))) as Wire, files) as SharedMoment;
  expect(back.commands).toEqual(commands);
  const again = new Session({ scenario, files, lesson, saved: { commands: back.commands, endMs, nowMs: endMs } });
  expect(again.run.cluster.logHash).toBe(session.run.cluster.logHash);
  expect(summarize(again.run, scenario.settleMs ?? 0)).toEqual(made);
});

it("lists nothing where the lesson has brought the cluster to the good state of a step", () => {
  const { run } = goodState({ scenario, files, lesson }, 5);
  expect(run.branch.commands.filter((c) => c.command.action === "line").length).toBeGreaterThan(2);
  const { commands, diffs, changesMs } = summarize(run, scenario.settleMs ?? 0);
  expect({ commands, diffs, changesMs }).toEqual({ commands: [], diffs: [], changesMs: [] });
});

it("finds whom a line names, whole names only", () => {
  const clients = ["web", "web-shop", "pay"];
  const named = (line: string): readonly string[] => [...namedIn(line, clients)].toSorted();
  expect(named("kubectl logs deployment/web-shop")).toEqual(["web-shop"]);
  expect(named("kubectl describe pod web-shop-7d9f5-x2x4z")).toEqual(["web-shop"]);
  expect(named("kubectl describe pod web-7d9f5-x2x4z; vi pay.yaml")).toEqual(["pay", "web"]);
  expect(named("kubectl get po -l app=web,tier=web-shop")).toEqual(["web", "web-shop"]);
  expect(named("kubectl get pods --show-labels")).toEqual([]);
  expect(named("kubectl logs payment webs")).toEqual([]);
});

const failing = (client: string, fromMs: number): readonly LoggedEntry[] =>
  Array.from({ length: 10 }, (_, i) => {
    const entry = { type: "request", index: 0, atMs: fromMs + i * 1000, client, outcome: "502" };
    return entry as unknown as LoggedEntry;
  });
const typedAt = (atMs: number, line: string, isChange = false) => ({ atMs, line, isChange });

it("holds a look at everything for noticing a trouble only where no other is unnoticed", () => {
  const seen = (
    entries: readonly LoggedEntry[],
    ...acts: readonly ReturnType<typeof typedAt>[]
  ): readonly (readonly unknown[])[] =>
    troublesOf(entries, { zeroMs: 0, endMs: 100_000, acts }).map((t) => [t.client, t.noticedMs, t.understoodMs]);
  const look = typedAt(1000, "kubectl get pods");
  expect(seen(failing("web-shop", 0), look)).toEqual([["web-shop", 1000, null]]);
  const both = [...failing("web-shop", 0), ...failing("web", 500)];
  expect(seen(both, look, typedAt(2000, "kubectl logs web-shop-x7k2p"))).toEqual([
    ["web-shop", 2000, null],
    ["web", null, null],
  ]);
  expect(seen(both, look, typedAt(3000, "kubectl uncordon worker-1", true))).toEqual([
    ["web-shop", 3000, 3000],
    ["web", 3000, 3000],
  ]);
  // One after the other, each is the only one.
  const after = [...failing("web-shop", 0), ...failing("web", 50_000)];
  expect(seen(after, look, typedAt(52_000, "kubectl get pods"))).toEqual([
    ["web-shop", 1000, null],
    ["web", 52_000, null],
  ]);
});

const lines = (text: string): string => text.replaceAll(" ", "\n");
const at = (atMs: number, text: string, isScripted: boolean): LoggedCommand => {
  const command = { component: "shell", action: "write", data: { path: "a.yaml", text } };
  return isScripted ? { atMs, command, isScripted } : { atMs, command };
};

it.each([
  ["only the lesson", "a b c d", [["a b X d", true]], "a b X d"],
  [
    "the learner, then the lesson elsewhere",
    "a b c d",
    [
      ["A b c d", false],
      ["A b c X", true],
    ],
    "a b c X",
  ],
  [
    "the lesson, then the learner",
    "a b c d",
    [
      ["a X c d", true],
      ["a X c D", false],
    ],
    "a X c d",
  ],
  [
    "both at the same lines: the lesson's stand",
    "a b c d",
    [
      ["a B c d", false],
      ["a X c d", true],
    ],
    "a X c d",
  ],
  [
    "the lesson puts lines in below what the learner took out",
    "a b c d",
    [
      ["b c d", false],
      ["b c d e", true],
    ],
    "a b c d e",
  ],
  [
    "the lesson writes all anew",
    "a b c d",
    [
      ["a B c d", false],
      ["x y", true],
    ],
    "x y",
  ],
] as const)("counts from %s", (_, before, writes, beginning) => {
  const commands = [at(0, lines(before), true), ...writes.map(([text, isOurs], i) => at(i, lines(text), isOurs))];
  expect(beginningsOf(commands).get("a.yaml")).toBe(lines(beginning));
});

describe("what counts as a change", () => {
  const fresh = new Session({ scenario, files });
  const zeroMs = scenario.settleMs ?? 0;
  const changeAfter = (act: (s: Session) => void): number => {
    fresh.advance(fresh.nowMs + 1000);
    act(fresh);
    const { changesMs } = summarize(fresh.run, zeroMs);
    return changesMs.filter((ms) => ms === fresh.nowMs - zeroMs).length;
  };
  it.each([
    ["ssh master vmstat", 0],
    ["ssh master systemctl status kubelet", 0],
    ["ssh master crictl ps", 0],
    ["ssh firewall iptables -L FORWARD -n --line-numbers", 0],
    ["ssh firewall sudo iptables -I FORWARD -p tcp --dport 30001 -j DROP", 1],
    ["ssh -p 22 worker-1 'sudo systemctl restart kubelet'", 1],
    ["ssh worker-1 crictl stop abc", 1],
    ['ssh worker-1 "reboot"', 1],
    ["ssh clients set-url http://10.0.0.1:30020", 1],
    ["deploy run mynginx", 1],
    ["deploy log mynginx", 0],
    ["kubectl -n team-a delete pod web", 1],
    ["kubectl get pods --watch=false", 0],
  ])("%s: %i", (line, count) => {
    expect(changeAfter((s) => s.type(line))).toBe(count);
  });
  it("a fault, and a click on the firewall", () => {
    expect(
      changeAfter((s) => s.act({ component: "node", action: "power", data: { node: "worker-1", on: false } })),
    ).toBe(1);
    expect(
      changeAfter((s) => s.act({ component: "firewall", action: "set", data: { port: 30001, action: "deny" } })),
    ).toBe(1);
  });
  it("nothing that the lesson does of itself", () => {
    expect(changeAfter((s) => s.script([{ run: "kubectl delete pod --all --wait=false" }]))).toBe(0);
  });
});

it.each([
  [40_000, null, "00:40", "12 s later"],
  [93_400, null, "01:33", "1 min 5 s later"],
  [null, null, "not yet", ""],
  [null, 60_000, "never: it ended by itself", ""],
] as const)("says of %s in a trouble that ended at %s: %s %s", (atMs, mendedMs, when, after) => {
  const trouble = { client: "shop", beganMs: 28_000, noticedMs: null, understoodMs: null, mendedMs };
  expect(momentSaid(atMs, trouble, words)).toEqual([when, after]);
});

it("is Markdown that no text of the learner's breaks", () => {
  const typed = { ...made, commands: [{ atMs: 0, line: "echo ```", isChange: false }] };
  const text = toMarkdown(typed, { title: "T", done: 2, steps: 8 }, words);
  expect(text).toContain("- Steps finished: 2 of 8");
  expect(text).toContain("````sh\necho ```  # 00:00\n````");
  expect(text).toContain("+  replicas: 5");
});

it("tells of each trouble of a night when it began, was noticed, understood and mended", () => {
  const night = readLesson("lessons/closer/04-night-shift").compiled!;
  const shift = new Session(night);
  const zeroMs = night.scenario.settleMs!;
  shift.advance(zeroMs + 40_000);
  shift.type("kubectl get pods");
  shift.advance(zeroMs + 50_000);
  shift.type("kubectl rollout restart deployment shop");
  shift.advance(zeroMs + 130_000);
  shift.type("kubectl get nodes");
  shift.advance(zeroMs + 140_000);
  const { troubles } = summarize(shift.run, zeroMs);
  const [first, ...others] = troubles;
  // The application hangs at 25 s, and the clients wait 3 s for it.
  expect(first).toMatchObject({ client: "shop", noticedMs: 40_000, understoodMs: 50_000 });
  expect(first!.beganMs).toBeGreaterThan(27_000);
  expect(first!.beganMs).toBeLessThan(30_000);
  expect(first!.mendedMs).toBeGreaterThan(50_000);
  expect(first!.mendedMs).toBeLessThan(75_000);
  // The machine of two services dies at 100 s, and nobody has mended that.
  expect(others.map(({ client }) => client).toSorted()).toContain("pay");
  expect(others.map(({ noticedMs, understoodMs, mendedMs }) => [noticedMs, understoodMs, mendedMs])).toEqual(
    others.map(() => [130_000, null, null]),
  );
  expect(toMarkdown(summarize(shift.run, zeroMs), { title: "Night", done: 0, steps: 2 }, words)).toContain(
    "| shop | 00:2",
  );
});

it("takes what names one client for no notice of another", () => {
  const night = readLesson("lessons/closer/04-night-shift").compiled!;
  const shift = new Session(night);
  const zeroMs = night.scenario.settleMs!;
  const typeAt = (seconds: number, line: string): void => {
    shift.advance(zeroMs + seconds * 1000);
    shift.type(line);
  };
  typeAt(40, "kubectl rollout restart deployment shop");
  typeAt(140, "kubectl delete pod -l app=pay --force --grace-period=0");
  // `search` is slow from here on, and the machine of `pay` comes back at 240 s.
  typeAt(215, "kubectl describe pods -l app=pay");
  typeAt(225, "kubectl top nodes");
  typeAt(255, "kubectl delete jobs --all");
  shift.advance(zeroMs + 330_000);
  const told = summarize(shift.run, zeroMs).troubles.map(({ client, noticedMs, understoodMs }) => [
    client,
    noticedMs,
    understoodMs,
  ]);
  expect(told).toContainEqual(["shop", 40_000, 40_000]);
  expect(told).toContainEqual(["pay", 140_000, 140_000]);
  expect(told).toContainEqual(["search", 225_000, 255_000]);
});
