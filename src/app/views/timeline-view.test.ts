import { describe, expect, it } from "vitest";
import { words } from "../i18n/words-en.ts";
import type { TimelineMark } from "../view-models/timeline.ts";
import { lengthText, segmentsOf, ticksOf } from "./ruler.ts";
import { readLesson } from "../../../.ci/lessons-plugin.ts";
import { Session } from "../session/session.ts";
import { TimelineIndex, deedOf } from "./timeline-index.ts";
import { thinned, timelineView } from "./timeline-view.ts";

const shape = (busy: readonly number[], endMs: number): string =>
  segmentsOf(busy, endMs, words)
    .map((s) => `${s.kind} ${s.fromMs / 1000}-${s.toMs / 1000}`)
    .join(", ");

describe("the ruler cuts what is without an event", () => {
  it.each([
    { name: "nothing yet: a minute of blank paper", busy: [], endMs: 30_000, want: "run 0-60" },
    { name: "no wait of 45 s", busy: [10_000, 54_000], endMs: 60_000, want: "run 0-60" },
    { name: "a wait of 45 s", busy: [10_000, 55_000], endMs: 60_000, want: "run 0-16, cut 16-49, run 49-60" },
    { name: "a wait at the end", busy: [10_000], endMs: 110_000, want: "run 0-16, cut 16-104, run 104-110" },
    {
      name: "two waits",
      busy: [10_000, 100_000, 101_000],
      endMs: 200_000,
      want: "run 0-16, cut 16-94, run 94-107, cut 107-194, run 194-200",
    },
  ])("$name", ({ busy, endMs, want }) => expect(shape(busy, endMs)).toBe(want));

  it("covers all of time, whatever happens", () => {
    for (let seed = 1; seed < 200; seed++) {
      const busy = Array.from({ length: seed % 17 }, (_, i) => (seed * 7919 * (i + 1)) % 900_000).toSorted(
        (a, b) => a - b,
      );
      const segments = segmentsOf(busy, 900_000, words);
      expect(segments[0]!.fromMs).toBe(0);
      expect(segments.at(-1)!.toMs).toBe(900_000);
      segments.slice(1).forEach((s, i) => expect(s.fromMs).toBe(segments[i]!.toMs));
      for (const s of segments.filter((x) => x.kind === "cut")) {
        expect(busy.some((at) => at > s.fromMs && at < s.toMs)).toBe(false);
      }
    }
  });

  it("says how much it cut", () => {
    const cut = segmentsOf([10_000], 110_000, words).find((s) => s.kind === "cut")!;
    expect(cut.text).toBe("1 min 28 s without an event");
  });

  it.each([
    [4000, "4 s"],
    [60_000, "1 min"],
    [88_000, "1 min 28 s"],
  ])("%d ms is %s", (ms, want) => expect(lengthText(ms, words)).toBe(want));
});

it("ticks stand in runs only, at most two dozen, and every third has a word", () => {
  const ticks = ticksOf(segmentsOf([10_000], 110_000, words));
  expect(ticks.map((t) => [t.timeMs / 1000, t.text])).toEqual([
    [0, "00:00"],
    [5, null],
    [10, null],
    [15, "00:15"],
    [105, "01:45"],
    [110, null],
  ]);
  expect(ticksOf([{ kind: "run", fromMs: 0, toMs: 3_600_000, text: "" }]).length).toBeLessThanOrEqual(25);
});

const mark = (timeMs: number, kind: TimelineMark["kind"]): TimelineMark => ({
  id: `${kind} ${timeMs}`,
  timeMs,
  kind,
  label: "",
  isLabelShown: false,
  objectId: null,
});

describe("marks that would lie on each other are one: the gravest", () => {
  it.each([
    { name: "apart", marks: [mark(0, "event"), mark(1300, "event")], want: ["event 0", "event 1300"] },
    { name: "a failure beside an event", marks: [mark(0, "event"), mark(500, "fail")], want: ["fail 500"] },
    {
      name: "a command hides no later command",
      marks: [mark(0, "command"), mark(2000, "command")],
      want: ["command 0", "command 2000"],
    },
    { name: "an event beside a command", marks: [mark(0, "command"), mark(900, "event")], want: ["command 0"] },
    { name: "none", marks: [], want: [] },
  ])("$name", ({ marks, want }) => expect(thinned(marks).map((m) => m.id)).toEqual(want));
});

it("marks what the learner did, and never what the lesson did to the machines", () => {
  const session = new Session(readLesson("lessons/cases/09-running-not-alive").compiled!);
  session.advance(session.nowMs + 5000);
  session.act({ component: "node", action: "power", data: { node: "worker-2", on: false } });
  session.advance(session.nowMs + 5000);
  const index = new TimelineIndex();
  index.update(session.run);
  const { marks } = timelineView(session.run, index, { words, isPlaying: false, speed: 1, zeroMs: 0 });
  expect(session.run.branch.commands.map((c) => c.command.action)).toContain("hang");
  expect(marks.filter((m) => m.kind === "command").map((m) => m.label)).toEqual(["power worker-2"]);
});

describe("of what is typed at one moment, a flag for what changed the cluster", () => {
  const made = readLesson("lessons/cases/10-brief-outage").compiled!;
  const session = new Session(made);
  session.advance(session.nowMs + 5000);
  const view = (): ReturnType<typeof timelineView> => {
    const index = new TimelineIndex();
    index.update(session.run);
    return timelineView(session.run, index, { words, isPlaying: false, speed: 1, zeroMs: made.scenario.settleMs ?? 0 });
  };
  const flags = (): readonly string[] =>
    view()
      .marks.filter((m) => m.kind === "command")
      .map((m) => m.label);
  const before = flags();
  it.each([
    ["gti status", []],
    ["kubectl gte pods", []],
    ["kubectl delete pod nobody", []],
    ["jobs", []],
    ["kubectl -n default get pods", []],
    ["kubectl apply -f mynginx.yaml", []],
    ["kubectl scale deployment mynginx --replicas=5", ["scale deployment mynginx --replicas=5"]],
    ["kubectl gte pods # once more", ["scale deployment mynginx --replicas=5"]],
    ["kubectl cordon worker-1", ["scale deployment mynginx --replicas=5 · cordon worker-1"]],
  ])("%s", (line, want) => {
    session.type(line);
    expect(flags().slice(before.length)).toEqual(want);
  });

  it("a try at the prompt that fails is no outage of the clients", () => {
    session.type("curl -m 2 http://worker-1:31999/");
    session.advance(session.nowMs + 3000);
    const own = session.run.branch.entries.filter((e) => e.type === "request" && e.client === "curl");
    expect(own.map((e) => e.type === "request" && e.outcome)).toHaveLength(1);
    const ofClients = session.run.branch.entries.filter(
      (e) =>
        e.type === "request" && e.client !== "curl" && !/^[23]/.test(e.outcome) && e.atMs >= made.scenario.settleMs!,
    );
    expect(view().bins.reduce((n, bin) => n + bin.failed, 0)).toBe(ofClients.length);
  });

  it("a line typed while another runs is marked when it begins, and never where that one is broken off", () => {
    const [own, { branch }] = [flags().length, session.run];
    const deeds = (): readonly (string | null)[] => branch.commands.slice(-3).map((command) => deedOf(command, branch));
    session.type("kubectl get pods -w");
    session.advance(session.nowMs + 1000);
    session.type("kubectl cordon worker-2");
    session.interrupt();
    session.advance(session.nowMs + 1000);
    expect(flags().slice(own)).toEqual([]);
    expect(deeds()[1]).toBeNull();
    session.type("sleep 2");
    session.type("kubectl uncordon worker-1");
    const typedMs = session.nowMs;
    expect(flags().slice(own)).toEqual([]);
    session.advance(session.nowMs + 5000);
    const late = view().marks.find((m) => m.label === "uncordon worker-1");
    expect(late!.timeMs).toBeGreaterThan(typedMs - (made.scenario.settleMs ?? 0));
    expect(deeds().at(-1)).toBe("uncordon worker-1");
  });

  it("names a future after the first thing that changed it", () => {
    session.seek(session.nowMs - 1000);
    for (const line of [
      "kubectl gte pods",
      "kubectl scale deployment mynginx --replicas=3",
      "kubectl uncordon worker-1",
    ])
      session.type(line);
    expect(view().branches.at(-1)!.label).toBe("scale deployment mynginx --replicas=3");
  });
});
