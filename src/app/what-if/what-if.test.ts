import { expect, it } from "vitest";
import { readLesson } from "../../../.ci/lessons-plugin.ts";
import { live } from "../live.ts";
import { words } from "../i18n/words-en.ts";
import { GoodStates } from "../session/rescue.ts";
import { Session } from "../session/session.ts";
import { whatIf } from "../i18n/what-if-en.ts";
import { timelineView } from "../views/timeline-view.ts";
import { futureName } from "../views/future-label.ts";
import { sideName } from "./side-name.ts";
import { Pair } from "./pair.ts";
import { choicesOf, firstPair, makeSide, until } from "./sides.ts";

const { compiled } = readLesson("lessons/cases/10-brief-outage");

const finish = <T>(work: Generator<unknown, T>): T => {
  for (;;) {
    const one = work.next();
    if (one.done === true) return one.value;
  }
};

const begin = () => {
  const session = new Session(compiled!);
  const source = { session, options: compiled!, good: new GoodStates(compiled!, session.run.untouched()) };
  const zeroMs = session.run.scenario.settleMs ?? 0;
  const pairOf = (leftId: string, rightId: string): Pair => {
    const [left, right] = [finish(makeSide(leftId, source)), finish(makeSide(rightId, source))];
    const shorterMs = Math.min(left.nowMs, right.nowMs);
    const end = Math.max(left.nowMs, right.nowMs);
    for (const side of [left, right]) finish(until(side, end));
    return new Pair(left, right, { zeroMs, live }, shorterMs);
  };
  return { session, zeroMs, pairOf };
};

it("offers the learner's futures, and the lesson's own", () => {
  const { session, zeroMs } = begin();
  expect(firstPair(session, true)).toEqual(["nothing", "fix ready-path"]);
  // Whoever has not found a fix is not shown one.
  expect(firstPair(session, false)).toBe(null);
  expect(new Set(choicesOf(session).map((c) => `${c.kind} ${c.isSpoiler}`))).toEqual(
    new Set(["future false", "nothing false", "fix true", "wrong true", "without false"]),
  );
  session.advance(zeroMs + 20_000);
  session.seek(zeroMs + 10_000);
  session.type("kubectl scale deployment mynginx --replicas=2");
  expect(firstPair(session, false)).toEqual(["future 0", "future 1"]);
  expect(
    choicesOf(session)
      .map((c) => c.id)
      .slice(0, 5),
  ).toEqual(["future 0", "future 1", "nothing", "fix ready-path", "fix the-page-itself"]);
});

it("names what a fix does", () => {
  const { session } = begin();
  const nameOf = (id: string): string | undefined => choicesOf(session).find((c) => c.id === id)?.name;
  expect(nameOf("fix ready-path")).toBe("mynginx.yaml: readinessProbe: path: /ready, port: 8080, periodSeconds: 2");
  expect(nameOf("wrong only-waits")).toBe(
    "mynginx.yaml: minReadySeconds: 30; kubectl rollout restart deployment myngi…",
  );
  expect(nameOf("wrong more-replicas")).toBe(
    "kubectl scale deployment mynginx --replicas=8; kubectl rollout restart depl…",
  );
});

it("offers what was tried and answered, and all once the step that mends is done", () => {
  const { session } = begin();
  const offered = (): readonly string[] =>
    choicesOf(session)
      .filter((c) => !c.isSpoiler)
      .map((c) => c.id);
  const mend = compiled!.lesson.steps.findIndex((s) => s.mends);
  session.goToStep(mend);
  session.perform([...compiled!.lesson.fixes.wrong.find((w) => w.id === "more-replicas")!.does]);
  session.advance(session.nowMs + 180_000);
  expect(offered()).toEqual(["future 0", "nothing", "wrong more-replicas", expect.stringMatching(/^without /)]);
  session.perform([...compiled!.lesson.fixes.accepted[0]!.does]);
  session.advance(session.nowMs + 240_000);
  expect(offered()).toHaveLength(choicesOf(session).length);
  expect(firstPair(session, false)).toEqual(["nothing", "fix ready-path"]);
});

it("shows two futures of one's own at the same moment, and where they part", () => {
  const { session, zeroMs, pairOf } = begin();
  session.advance(zeroMs + 40_000);
  session.seek(zeroMs + 10_000);
  session.type("kubectl scale deployment mynginx --replicas=2");
  session.advance(zeroMs + 30_000);
  const hash = session.run.cluster.logHash;
  const pair = pairOf("future 0", "future 1");
  expect(pair.beginsMs).toBe(10_000);
  const before = pair.at(9000, words);
  expect(before.diffs).toEqual([]);
  expect(before.left.cluster.clients).toEqual(before.right.cluster.clients);
  const after = pair.at(30_000, words);
  expect([after.nowText, after.seenMs]).toEqual(["00:30", 40_000]);
  expect(after.parting).toMatchObject({
    atMs: 10_000,
    atText: "00:10",
    right: "$ kubectl scale deployment mynginx --replicas=2",
  });
  expect(after.diffs.map((d) => d.id)).toEqual(["deployments/default/mynginx"]);
  expect(after.diffs[0]!.lines.filter((l) => l.kind !== "same").map((l) => [l.kind, l.text.trim()])).toEqual([
    ["removed", "replicas: 4"],
    ["added", "replicas: 2"],
  ]);
  // Looking leaves the run alone.
  expect([session.nowMs, session.run.cluster.logHash]).toEqual([zeroMs + 30_000, hash]);
});

it("opens where the difference is seen: where most more failed in one, else as far as both went", () => {
  const { session, zeroMs, pairOf } = begin();
  const fix = pairOf("wrong only-waits", "fix ready-path");
  const { left, right } = fix.at(fix.differsMs, words);
  expect(fix.differsMs).toBeGreaterThan(fix.beginsMs);
  expect(left.failed - right.failed).toBeGreaterThan(10);
  // Nobody fails in either.
  session.advance(zeroMs + 40_000);
  session.seek(zeroMs + 10_000);
  session.type("kubectl annotate deployment mynginx note=calm");
  session.advance(zeroMs + 30_000);
  const calm = pairOf("future 0", "future 1");
  expect([calm.beginsMs, calm.differsMs]).toEqual([10_000, 30_000]);
});

it("names futures as the timeline does, and the one in which one stands", () => {
  const { session, zeroMs } = begin();
  session.advance(zeroMs + 10_000);
  session.type("kubectl label node worker-1 disk=fast");
  session.advance(zeroMs + 40_000);
  session.seek(zeroMs + 10_000);
  session.type("kubectl scale deployment mynginx --replicas=2");
  session.advance(zeroMs + 30_000);
  const index = live.createTimeline();
  index.update(session.run);
  const { branches } = timelineView(session.run, index, {
    words,
    isPlaying: false,
    speed: 1,
    zeroMs,
  });
  // What was done before they parted is the name of neither.
  expect(branches.map(({ name, label, isCurrent }) => [name, label, isCurrent])).toEqual([
    ["A", "", false],
    ["B", "scale deployment mynginx --replicas=2", true],
  ]);
  const futures = choicesOf(session).filter((c) => c.kind === "future");
  expect(futures.map((c) => sideName(c, whatIf))).toEqual([
    "Future A",
    "you are here: Future B · scale deployment mynginx --replicas=2",
  ]);
});

it("names a future that was itself left by what began it", () => {
  const { session, zeroMs } = begin();
  for (const replicas of [2, 3]) {
    session.advance(zeroMs + 30_000);
    session.seek(session.nowMs - 5000 * replicas);
    session.type(`kubectl scale deployment mynginx --replicas=${replicas}`);
    session.advance(zeroMs + 40_000);
  }
  const { branches } = session.run;
  expect(branches.map((b) => futureName(b, branches))).toEqual([
    "A",
    "B · scale deployment mynginx --replicas=2",
    "C · scale deployment mynginx --replicas=3",
  ]);
});

it("names a future by the command alone where a manifest was typed after it", () => {
  const { session, zeroMs } = begin();
  session.advance(zeroMs + 10_000);
  session.type("kubectl apply -f - <<'EOF'\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: typed\nEOF");
  session.advance(zeroMs + 20_000);
  const { branches } = session.run;
  expect(branches.map((b) => futureName(b, branches))).toEqual(["A · apply -f - <<'EOF' …"]);
});

it("counts who fails with a fix, and with one that only looks like one", () => {
  const { pairOf } = begin();
  const pair = pairOf("wrong only-waits", "fix ready-path");
  const { left, right, seenMs } = pair.at(pair.beginsMs + 110_000, words);
  expect(left.failed).toBeGreaterThan(10);
  expect(right.failed).toBe(0);
  expect(right.served).toBeGreaterThan(1000);
  expect(seenMs).toBeGreaterThan(pair.beginsMs + 110_000);
});

const strip = ({ left, right }: ReturnType<Pair["at"]>): unknown => [
  left.failed,
  left.served,
  right.failed,
  right.served,
];

it("goes back and forth, and on beyond what was seen, to the same pictures", () => {
  const { pairOf } = begin();
  const pair = pairOf("nothing", "fix ready-path");
  const end = pair.at(0, words).seenMs;
  const first = strip(pair.at(end + 5000, words));
  pair.at(1000, words);
  expect(strip(pair.at(end + 5000, words))).toEqual(first);
});

it("shows what would have come without what was done last, however soon after it one asks", () => {
  const { session, zeroMs, pairOf } = begin();
  const without = (): string[] => choicesOf(session).flatMap((c) => (c.kind === "without" ? [c.id, c.name] : []));
  // The colleague's deploy is the lesson's own.
  expect(without()[1]).toBe("apply -f mynginx.yaml");
  const calm = pairOf("future 0", without()[0]!);
  const { left, right } = calm.at(40_000, words);
  expect([left.failed > 40, right.failed]).toEqual([true, 0]);
  session.advance(zeroMs + 12_000);
  session.type("kubectl scale deployment mynginx --replicas=2");
  session.type("kubectl get pods");
  expect(without()[1]).toBe("scale deployment mynginx --replicas=2");
  const pair = pairOf("future 0", without()[0]!);
  expect(pair.beginsMs).toBe(12_000);
  const after = pair.at(20_000, words);
  expect(after.diffs.map((d) => d.id)).toEqual(["deployments/default/mynginx"]);
  expect(after.diffs[0]!.lines.filter((l) => l.kind !== "same").map((l) => l.text.trim())).toEqual([
    "replicas: 2",
    "replicas: 4",
  ]);
});
