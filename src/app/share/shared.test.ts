import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it, vi } from "vitest";
import type { BranchesRecord, LoggedCommand } from "#engine";
import { compileLesson } from "#tutor/compile";
import { live } from "../live.ts";
import { Session, type SessionFile, type SessionOptions } from "../session/session.ts";
import { pack, unpack } from "./codec.ts";
import { applyDelta, deltaOf } from "./delta.ts";
import { hashOf, readLink } from "./link.ts";
import { reopen } from "./open.ts";
import { fromWire, readWire, toWire, type SharedMoment, type Wire } from "./shared.ts";

/** Numbers below `n` from a seed, the same in every run. */
const dice = (seed: number): ((n: number) => number) => {
  let state = seed;
  return (n) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
};
const PIECES = [
  "replicas: 4\n",
  "  image: a:1\n",
  "한글 ",
  "😀",
  "\u0000",
  '"',
  "\\",
  "<script>alert(1)</script>",
  "a",
  "\n",
  "\r\n",
];
const textOf = (roll: (n: number) => number): string =>
  Array.from({ length: roll(30) }, () => PIECES[roll(PIECES.length)]!).join("");

describe("a text said by another", () => {
  it.each(Array.from({ length: 300 }, (_, seed) => seed))("comes back: seed %i", (seed) => {
    const roll = dice(seed);
    const [before, after] = [textOf(roll), textOf(roll)];
    const mended = before.slice(0, roll(before.length + 1)) + textOf(roll) + before.slice(roll(before.length + 1));
    for (const to of [after, mended, before, ""]) expect(applyDelta(before, deltaOf(before, to))).toBe(to);
  });

  it("keeps what is the same at both ends", () => {
    expect(deltaOf("replicas: 4\nimage: a", "replicas: 12\nimage: a")).toEqual([10, 9, "12"]);
  });
});

it("deflates and comes back: letters, digits, - and _", async () => {
  for (let seed = 0; seed < 100; seed++) {
    const text = textOf(dice(seed));
    const letters = await pack(text);
    expect(letters).toMatch(/^[\w-]+$/);
    expect(await unpack(letters)).toBe(text);
  }
});

const FILES: readonly SessionFile[] = [
  { name: "web.yaml", text: "kind: Deployment\nspec:\n  replicas: 4\n" },
  { name: "svc.yaml", text: "kind: Service\n" },
];
const anyCommand = (roll: (n: number) => number): LoggedCommand["command"] => {
  const path = ["web.yaml", "svc.yaml", "new.yaml"][roll(3)]!;
  switch (roll(5)) {
    case 0:
      return { component: "shell", action: "line", data: { terminal: "1", line: textOf(roll) } };
    case 1:
      return { component: "shell", action: "write", data: { path, text: textOf(roll) } };
    case 2:
      // The fields in another order are another command to the log's hash.
      return { component: "shell", action: "write", data: { text: textOf(roll), path } };
    case 3:
      return { component: "node", action: "power", data: { node: "worker-1", on: roll(2) === 0 } };
    default:
      return {
        component: "apps",
        action: "trouble",
        data: { pod: "default/web", status: 503, more: [null, { a: 1 }] },
      };
  }
};
const anyMoment = (seed: number): SharedMoment => {
  const roll = dice(seed);
  let atMs = roll(100_000);
  const commands = Array.from({ length: roll(40) }, (): LoggedCommand => {
    atMs += roll(3) === 0 ? 0 : roll(20_000);
    return { atMs, command: anyCommand(roll) };
  });
  const isLesson = roll(2) === 0;
  const lesson = [
    "lesson/brief-outage",
    "lesson/brief-outage/review/stuck-rollout",
    "lesson/brief-outage/again/20261122",
  ];
  return {
    page: isLesson ? lesson[roll(lesson.length)]! : "sandbox",
    commands,
    endMs: atMs + 5000,
    nowMs: roll(atMs + 5000),
    log: [roll(10_000), roll(2 ** 31)],
    drafts: Array.from({ length: roll(3) }, (_, i) => ({ id: `${i}.yaml`, text: textOf(roll) })),
    view: { selection: roll(2) === 0 ? null : "nodes/worker-1", whyId: null, file: "web.yaml" },
    ...(isLesson ? {} : { sandbox: { workers: 1 + roll(20), cpu: "2", memory: "4Gi", seed: roll(99) } }),
  };
};
/** Other futures beside the present one: some that left it, some that left each other, some that began anew. */
const withFutures = (moment: SharedMoment, seed: number): SharedMoment => {
  const roll = dice(seed);
  const { commands, endMs } = moment;
  const present = { forkMs: 0, name: "A", commands, endMs };
  const branches: BranchesRecord["branches"][number][] = [present];
  for (const name of ["B", "C", "다시"]) {
    const parent = roll(branches.length);
    const from = branches[parent]!;
    const forkMs = roll(from.endMs + 1);
    const kept = from.commands.filter(({ atMs }) => atMs <= forkMs);
    const more = {
      atMs: forkMs + roll(900),
      command: anyCommand(roll),
      ...(roll(2) === 0 ? { isScripted: true as const } : {}),
    };
    const isAnew = roll(4) === 0;
    branches.push({
      ...(isAnew ? {} : { parent }),
      forkMs: isAnew ? 0 : forkMs,
      name,
      commands: [...kept, more],
      endMs: more.atMs + roll(5000),
    });
  }
  return { ...moment, futures: { branches, current: 0 } };
};
const through = async (wire: Wire): Promise<Wire> => (await readLink(await hashOf(wire))) as Wire;

it.each(Array.from({ length: 200 }, (_, seed) => seed))("a moment comes back from its link: seed %i", async (seed) => {
  const moment = anyMoment(seed);
  const back = fromWire(await through(toWire(moment, FILES)), FILES);
  expect(back).toEqual(moment);
  expect(JSON.stringify(back)).toBe(JSON.stringify({ ...moment, ...(back as SharedMoment) }));
});

it.each(Array.from({ length: 100 }, (_, seed) => seed))("so do its other futures: seed %i", async (seed) => {
  const moment = withFutures(anyMoment(seed), seed);
  const back = fromWire(await through(toWire(moment, FILES)), FILES) as SharedMoment;
  expect(back.futures).toEqual(moment.futures);
  // The fields of a command are in their order: the log's hash is over them.
  expect(JSON.stringify(back.futures!.branches.map((b) => b.commands))).toBe(
    JSON.stringify(moment.futures!.branches.map((b) => b.commands)),
  );
});

const momentOf = (s: Session): SharedMoment => ({
  ...s.run.record(),
  page: "lesson/brief-outage",
  nowMs: s.nowMs,
  log: [s.run.cluster.logLength, s.run.cluster.logHash],
  drafts: [],
  view: { selection: null, whyId: null, file: "mynginx.yaml" },
  progress: s.progress!,
});

describe("a lesson", () => {
  const folder = "lessons/cases/10-brief-outage";
  const compiled = compileLesson(
    Object.fromEntries(readdirSync(folder).map((f) => [f, readFileSync(`${folder}/${f}`, "utf8")])),
  ).compiled!;
  const walked = (): Session => {
    const s = new Session(compiled);
    s.advance(s.nowMs + 15_000);
    s.type("kubectl get pods -o wide");
    s.goToStep(1);
    s.type("kubectl describe deployment mynginx");
    s.select("nodes/worker-1");
    s.goToStep(4);
    s.perform(compiled.lesson.fixes.accepted[0]!.does);
    s.advance(s.nowMs + 60_000);
    s.goToStep(5);
    s.seek(s.nowMs - 20_500);
    return s;
  };
  it("done to its end fits into 2 kB, and comes to the same bytes at the same second of the same step", async () => {
    const before = walked();
    const hash = await hashOf(toWire(momentOf(before), compiled.files));
    expect(hash.length).toBeLessThanOrEqual(2000);
    const moment = fromWire((await readLink(hash)) as Wire, compiled.files) as SharedMoment;
    const after = await reopen(live, compiled, moment);
    if (typeof after === "string") throw new Error(after);
    expect(after.isSame).toBe(true);
    expect(after.session.nowMs).toBe(before.nowMs);
    expect(after.session.run.endMs).toBe(before.run.endMs);
    const { left: _, ...here } = before.progress!;
    // What was done is seen, and is no merit of whoever opens it.
    expect(here.done).not.toEqual([]);
    expect(after.session.progress).toEqual({ ...here, lent: [...here.done, compiled.lesson.steps[5]!.id] });
    expect(after.session.files()).toEqual(before.files());
  });

  it("keeps its other futures under their names, and still fits into 2 kB", async () => {
    const before = walked();
    const { settleMs = 0 } = compiled.scenario;
    before.seek(settleMs + 20_000);
    before.type("kubectl scale deployment mynginx --replicas=6");
    before.advance(settleMs + 35_000);
    before.seek(settleMs + 10_000);
    before.write("mynginx.yaml", before.file("mynginx.yaml")!.replace("replicas: 4", "replicas: 9"));
    before.type("kubectl apply -f mynginx.yaml");
    before.run.rename(2, "nine");
    before.advance(settleMs + 30_000);
    before.switchTo(1);
    const shared = { ...momentOf(before), futures: before.run.recordBranches() };
    const hash = await hashOf(toWire(shared, compiled.files));
    expect(hash.length).toBeLessThanOrEqual(2000);
    const moment = fromWire((await readLink(hash)) as Wire, compiled.files) as SharedMoment;
    const after = await reopen(live, compiled, moment);
    if (typeof after === "string") throw new Error(after);
    expect(after.isSame).toBe(true);
    const { run } = after.session;
    expect(run.recordBranches()).toEqual(before.run.recordBranches());
    expect(run.branches.map(({ name }) => name)).toEqual(["A", "B", "nine"]);
    for (const { id } of run.branches) expect(run.branches[id]!.entries).toEqual(before.run.branches[id]!.entries);
  });

  it("is given up soon where other futures would take too long", async () => {
    const before = walked();
    before.seek(30_000);
    before.type("kubectl scale deployment mynginx --replicas=6");
    const moment = { ...momentOf(before), futures: before.run.recordBranches() };
    let wallMs = 0;
    const clock = vi.spyOn(performance, "now").mockImplementation(() => (wallMs += 1000));
    expect(await reopen(live, compiled, moment)).toBe("slow");
    clock.mockRestore();
    expect(wallMs).toBeLessThan(30_000);
  });

  it("says when it comes to something else", async () => {
    const moment = momentOf(walked());
    const after = await reopen(live, compiled, { ...moment, log: [moment.log[0], moment.log[1] + 1] });
    expect(after).toMatchObject({ isSame: false });
  });

  it("is given up soon after 20 seconds, however much a second of it costs", async () => {
    const moment = momentOf(walked());
    const costOfMs = 40;
    let wallMs = 0;
    const clock = vi.spyOn(performance, "now").mockImplementation(() => wallMs);
    const createSession = (options: SessionOptions): Session => {
      const session = live.createSession(options);
      const advance = session.run.advance.bind(session.run);
      vi.spyOn(session.run, "advance").mockImplementation((untilMs) => {
        wallMs += (untilMs - session.run.nowMs) * costOfMs;
        advance(untilMs);
      });
      return session;
    };
    const after = await reopen({ ...live, createSession }, compiled, moment);
    clock.mockRestore();
    expect(after).toBe("slow");
    expect(wallMs).toBeGreaterThan(20_000);
    expect(wallMs).toBeLessThanOrEqual(20_000 + costOfMs);
  });

  it("whose files are others now is not opened", () => {
    const wire = toWire(momentOf(walked()), compiled.files);
    expect(fromWire(wire, [{ name: "mynginx.yaml", text: "other" }])).toBe("changed");
  });

  it.each([
    { name: "a command that nobody knows", command: { component: "shell", action: "explode", data: {} } },
    { name: "arguments of another kind", command: { component: "firewall", action: "set", data: { port: "x" } } },
  ])("is refused, not half opened: $name", async ({ command }) => {
    const moment = momentOf(new Session(compiled));
    const commands = [...moment.commands, { atMs: moment.endMs, command }];
    expect(await reopen(live, compiled, { ...moment, commands, endMs: moment.endMs + 1000 })).toBe("fails");
  });
});

describe("a link is refused", () => {
  const good = toWire(anyMoment(7), FILES);
  const forged = async (part: object): Promise<string> =>
    `#/${good.page}?s=${await pack(JSON.stringify({ ...good, ...part }))}`;
  it.each([
    { name: "without a moment", hash: () => "#/sandbox?s=", why: "broken" },
    { name: "cut off", hash: async () => (await hashOf(good)).slice(0, -12), why: "broken" },
    { name: "not base64", hash: () => "#/sandbox?s=%%%", why: "broken" },
    { name: "script text", hash: () => "#/sandbox?s=<script>alert(1)</script>", why: "broken" },
    { name: "no JSON", hash: async () => `#/sandbox?s=${await pack("alert(1)")}`, why: "broken" },
    { name: "something else", hash: async () => `#/sandbox?s=${await pack("[1,2]")}`, why: "broken" },
    { name: "very long", hash: () => `#/sandbox?s=${"A".repeat(200_001)}`, why: "long" },
    { name: "of a newer version", hash: () => forged({ drydock: 3 }), why: "newer" },
    { name: "of another page than its address", hash: () => forged({ page: "lesson/another" }), why: "broken" },
    { name: "of an unknown component", hash: () => forged({ commands: [[1, "window", "open", {}]] }), why: "broken" },
    { name: "of a time before", hash: () => forged({ commands: [[-1, "line", "1", "ls"]] }), why: "broken" },
    { name: "of a time that nobody lives to see", hash: () => forged({ end: 1e12 }), why: "broken" },
    {
      name: "of a cluster without measure",
      hash: () => forged({ sandbox: { workers: 1e6, cpu: "2", memory: "4Gi", seed: 1 } }),
      why: "broken",
    },
    {
      name: "with more commands than anyone types",
      hash: () => forged({ commands: Array.from({ length: 2001 }, () => [0, "line", "1", "ls"]) }),
      why: "broken",
    },
  ])("$name", async ({ hash, why }) => {
    expect(await readLink(await hash())).toBe(why);
  });

  it("with a change of another text", () => {
    expect(fromWire({ ...good, commands: [[0, "write", "svc.yaml", [99, 99, ""]]] }, FILES)).toBe("broken");
  });

  const future = { fork: 0, name: "B", same: 0, commands: [], end: 9 };
  it.each([
    { name: "that leaves one that comes after it", futures: { at: 0, all: [{ ...future, parent: 1 }, future] } },
    { name: "that leaves itself", futures: { at: 0, all: [{ ...future, parent: 0 }] } },
    { name: "that leaves a moment never seen", futures: { at: 0, all: [future, { ...future, parent: 0, fork: 10 }] } },
    { name: "of which none is the present one", futures: { at: 1, all: [future] } },
  ])("with a future $name", ({ futures }) => {
    expect(fromWire({ ...good, futures }, FILES)).toBe("broken");
  });

  it("of a bomb: little that unfolds to more than a session holds", async () => {
    const bomb = await new Response(
      new Blob(["0".repeat(8_000_000)]).stream().pipeThrough(new CompressionStream("deflate-raw")),
    ).arrayBuffer();
    const letters = Buffer.from(bomb).toString("base64url");
    expect(letters.length).toBeLessThan(20_000);
    expect(await readLink(`#/sandbox?s=${letters}`)).toBe("long");
  });

  it("of a value that is none", () => {
    for (const value of [null, 1, "x", [], {}, { drydock: "2" }]) expect(readWire(value)).toBe("broken");
  });
});
