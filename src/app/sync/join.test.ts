// Whole pages in step: apps with their sessions, without a browser.
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createStore } from "zustand/vanilla";
import { readLesson } from "../../../.ci/lessons-plugin.ts";
import { App } from "../app.ts";
import { en } from "../i18n/en.ts";
import { words } from "../i18n/words-en.ts";
import { live } from "../live.ts";
import { openFile } from "../share/incoming.ts";
import { wireOf } from "../share/link.ts";
import { fileOf } from "../share/receive.ts";
import type { Texts } from "../state.ts";
import { NO_TALK, type TalkState } from "../talk/talk.ts";
import { joinRoom, type Base, type Joined } from "./join.ts";
import type { Message } from "./message.ts";
import type { Op } from "./op.ts";
import { act } from "./perform.ts";

const { compiled, prose } = readLesson("lessons/cases/10-brief-outage");
const texts: Texts = { language: "en", dictionary: en, words, prose: prose["en"]! };
const page = { kind: "lesson", id: "brief-outage" } as const;

interface Page extends Joined {
  readonly app: App;
  readonly talk: TalkState;
}

/** Pages whose messages wait until they are let go. */
class Desk {
  nowMs = 0;
  readonly pages: Page[] = [];
  #waiting: { readonly from: string; readonly message: Message<Op, Base> }[] = [];
  readonly #ears = new Map<string, (message: Message<Op, Base>) => void>();

  open(id: string, face = "stage"): Page {
    const app = new App("en", "light");
    app.live = live;
    const talk = createStore<TalkState>(() => NO_TALK);
    // The lesson is there already: nothing is fetched.
    app.openLesson(compiled!, texts);
    const joined = joinRoom(app, {
      id,
      face,
      talk,
      now: () => this.nowMs,
      isHidden: () => false,
      onChange: () => undefined,
      onFault: (error) => {
        throw error;
      },
      transport: {
        send: (message) => void this.#waiting.push({ from: id, message: JSON.parse(JSON.stringify(message)) as never }),
        listen: (hear) => {
          this.#ears.set(id, hear);
          return () => this.#ears.delete(id);
        },
      },
    });
    const made = {
      app,
      ...joined,
      get talk() {
        return talk.getState();
      },
    };
    this.pages.push(made);
    return made;
  }

  close(one: Page): void {
    one.room.leave();
    this.pages.splice(this.pages.indexOf(one), 1);
  }

  async deliver(): Promise<void> {
    for (let one = this.#waiting.shift(); one; one = this.#waiting.shift()) {
      for (const [id, hear] of this.#ears) if (id !== one.from) hear(one.message);
      // oxlint-disable-next-line no-await-in-loop
      await Promise.resolve();
    }
  }

  /** Until whatever takes a while is done in all windows. */
  async done(): Promise<void> {
    await this.settle();
    await vi.waitUntil(() => this.pages.every(({ room }) => room.isUpToDate), { timeout: 60_000 });
    await this.settle();
  }

  async settle(): Promise<void> {
    for (let i = 0; i < 12; i++) {
      this.nowMs += 500;
      for (const { room } of this.pages) room.pulse();
      // oxlint-disable-next-line no-await-in-loop
      await this.deliver();
    }
  }
}

const version = ({ app }: Page): number => app.state.drafts[0]!.version;

/** Everything by which two pages could be told apart, but for what their screens alone know. */
const stateOf = ({ app, talk }: Page): object => {
  const { session, state } = app;
  const { run } = session!;
  return {
    hash: [run.nowMs, run.cluster.logLength, run.cluster.logHash],
    branches: run.branches.map((b) => [b.name, b.parent, b.forkMs, b.endMs, b.commands.length, b.entries.length]),
    branch: run.branch.id,
    progress: session!.progress,
    selected: session!.selection,
    drafts: state.drafts.map(({ id, text }) => [id, text]),
    looks: [state.activeFile, state.selection, state.whyId, state.guess, state.terminal, state.isPlaying, state.speed],
    scheme: state.scheme,
    talk,
  };
};

const dice = (seed: number): ((n: number) => number) => {
  let s = seed;
  return (n) => {
    s = (Math.imul(s, 1664525) + 1013904223) | 0;
    return Math.floor(((s >>> 8) / 16777216) * n);
  };
};

const LINES = [
  "kubectl get pods",
  "kubectl rollout restart deployment mynginx",
  "kubectl scale deployment mynginx --replicas=3",
  "kubectl get pods -w",
  "kubectl delete pod --all --wait=false",
  "kubectl apply -f mynginx.yaml",
  "nonsense",
  "clear",
];

const randomOp = (app: App, d: (n: number) => number): Op => {
  const { run } = app.session!;
  const pods = run.cluster.sim.store.list("pods", "default");
  const pod = pods[d(Math.max(1, pods.length))]?.metadata.uid ?? null;
  const draft = app.state.drafts[d(app.state.drafts.length)]!;
  const ops: readonly (() => Op)[] = [
    () => ({ do: "run", line: LINES[d(LINES.length)]! }),
    () => ({ do: "advance", ms: run.nowMs + d(4000) }),
    () => ({ do: "advance", ms: run.nowMs + d(400) }),
    () => ({ do: "seek", ms: d(run.endMs - app.zeroMs) }),
    () => ({ do: "rewind" }),
    () => ({ do: "toNext" }),
    () => ({ do: "branch", id: String(d(run.branches.length)) }),
    () => ({ do: "select", id: d(3) === 0 ? null : pod }),
    () => ({ do: "why", id: d(2) === 0 ? null : pod }),
    () => ({ do: "step", index: d(8) }),
    () => ({ do: "choose", id: "restarts" }),
    () => ({ do: "lock" }),
    () => ({ do: "hint" }),
    () => ({ do: "showFix" }),
    () => ({ do: "interrupt" }),
    () => ({ do: "addTerminal" }),
    () => ({ do: "terminal", id: String(1 + d(3)) }),
    () => ({ do: "closeTerminal", id: "2" }),
    () => ({ do: "file", id: draft.id }),
    () => ({ do: "edit", file: draft.id, text: draft.text.replace("replicas: 4", `replicas: ${d(6)}`) }),
    () => ({ do: "edit", file: draft.id, text: `${draft.text}# ${d(100)}\n` }),
    () => ({ do: "apply" }),
    () => ({ do: "fix", id: "readinessProbe" }),
    () => ({ do: "play", on: d(2) === 0 }),
    () => ({ do: "speed", speed: d(60) }),
    () => ({ do: "scheme", scheme: "dark" }),
    () => ({ do: "talk", talk: { set: "blank", on: d(2) === 0 } }),
    () => ({ do: "talk", talk: { set: "typed", text: "kubectl g" } }),
    () => ({ do: "talk", talk: { set: "hand", card: "first-seconds", option: "restarts", by: d(3) ? 1 : -1 } }),
  ];
  return ops[d(ops.length)]!();
};

describe("pages in step", () => {
  let desk: Desk;
  let a: Page;
  let b: Page;
  beforeAll(async () => {
    desk = new Desk();
    [a, b] = [desk.open("a"), desk.open("b")];
    await desk.settle();
  });

  it("do the same, whichever of them is asked", async () => {
    act(b.app, { do: "run", line: "kubectl get pods" });
    // Not before it has its place in the order.
    expect(b.app.session!.run.branch.commands.at(-1)?.command.data["line"]).not.toBe("kubectl get pods");
    act(a.app, { do: "edit", file: "mynginx.yaml", text: "# from a" });
    await desk.settle();
    expect(stateOf(b)).toEqual(stateOf(a));
    expect(a.app.session!.run.branch.commands.at(-1)?.command.data["line"]).toBe("kubectl get pods");
    expect(b.app.state.drafts[0]!.text).toBe("# from a");
  });

  it("an editor takes over what another window typed, and is left alone by its own text", async () => {
    const before = [version(a), version(b)];
    act(b.app, { do: "edit", file: "mynginx.yaml", text: "# from b" });
    await desk.settle();
    expect([version(a), version(b)]).toEqual([before[0]! + 1, before[1]!]);
    // Both at once: whoever comes second stands, and both show it.
    act(b.app, { do: "edit", file: "mynginx.yaml", text: "# b again" });
    act(a.app, { do: "edit", file: "mynginx.yaml", text: "# a again" });
    await desk.settle();
    expect([a, b].map(({ app }) => app.state.drafts[0]!.text)).toEqual(["# b again", "# b again"]);
    expect(version(b)).toBeGreaterThan(before[1]!);
  });

  it("only the one that leads keeps time", () => {
    expect([a.app.isTimekeeper(), b.app.isTimekeeper()]).toEqual([true, false]);
  });
});

describe("a window that follows", () => {
  let desk: Desk;
  let stage: Page;
  let learner: Page;
  const pods = (): readonly (string | undefined)[] =>
    stage.app.session!.run.cluster.sim.store.list("pods", "default").map((pod) => pod.metadata.uid);
  beforeEach(async () => {
    desk = new Desk();
    [stage, learner] = [desk.open("stage"), desk.open("page", "learn")];
    await desk.settle();
  });
  const selected = (): readonly (string | null | undefined)[] => [stage, learner].map(({ app }) => app.state.selection);

  it("looks around alone, and back", async () => {
    const [one, two, three] = pods();
    act(stage.app, { do: "select", id: one! });
    await desk.settle();
    expect(selected()).toEqual([one, one]);
    act(learner.app, { do: "select", id: two! });
    act(learner.app, { do: "why", id: two! });
    expect(selected()).toEqual([one, two]);
    act(stage.app, { do: "select", id: three! });
    act(stage.app, { do: "run", line: "kubectl get pods" });
    await desk.settle();
    expect(selected()).toEqual([three, two]);
    expect(learner.app.state.whyId).toBe(two);
    learner.back();
    expect(selected()).toEqual([three, three]);
    expect(stateOf(learner)).toEqual(stateOf(stage));
  });

  it("drives when it does something, and all look where it looks", async () => {
    const [one, two] = pods();
    act(stage.app, { do: "select", id: one! });
    await desk.settle();
    act(learner.app, { do: "select", id: two! });
    act(learner.app, { do: "run", line: "kubectl get pods" });
    await desk.settle();
    expect(selected()).toEqual([two, two]);
    expect(stage.talk.driver).toBe("page");
    // It drives now: what it looks at is shown.
    act(learner.app, { do: "select", id: one! });
    await desk.settle();
    expect(selected()).toEqual([one, one]);
    // The stage takes the lead back by doing something.
    act(stage.app, { do: "play", on: false });
    act(learner.app, { do: "select", id: two! });
    await desk.settle();
    expect(selected()).toEqual([two, two]);
    act(learner.app, { do: "select", id: null });
    await desk.settle();
    expect(selected()).toEqual([two, null]);
    learner.show();
    await desk.settle();
    expect(selected()).toEqual([null, null]);
    expect(stateOf(learner)).toEqual(stateOf(stage));
  });

  it("ends equal while others use what they look at", async () => {
    act(stage.app, { do: "addTerminal" });
    await desk.settle();
    act(learner.app, { do: "terminal", id: "1" });
    // In the terminal that the stage looks at: the second one, in both.
    act(stage.app, { do: "run", line: "kubectl get nodes" });
    await desk.settle();
    expect([stage, learner].map(({ app }) => app.state.terminal)).toEqual(["2", "1"]);
    act(stage.app, { do: "closeTerminal", id: "2" });
    await desk.settle();
    learner.back();
    expect(stateOf(learner)).toEqual(stateOf(stage));
    expect(learner.app.session!.run.branch.commands.at(-2)?.command.data["terminal"]).toBe("2");
  });
});

describe("a file that one window opens", () => {
  beforeEach(() => {
    const address = { hash: "" };
    vi.stubGlobal("location", address);
    vi.stubGlobal("history", {
      replaceState: () => undefined,
      pushState: (_: unknown, __: string, hash: string) => void (address.hash = hash),
    });
  });

  it("opens in all of them", async () => {
    const author = new App("en", "light");
    author.live = live;
    author.openSandbox({ ...texts, prose: null });
    author.session!.type("kubectl create ns team-a");
    author.session!.advance(author.session!.nowMs + 5000);
    const text = fileOf((await wireOf(author))!);

    const desk = new Desk();
    const [a, b] = [desk.open("a"), desk.open("b")];
    await desk.settle();
    await openFile(b.app, new File([text], "moment.json"));
    await desk.settle();
    const kinds = (): unknown => [a, b].map(({ app }) => app.state.page.kind);
    await vi.waitFor(() => expect(kinds()).toEqual(["sandbox", "sandbox"]), { timeout: 20_000 });
    expect([a, b].map(({ app }) => app.state.notice)).toEqual([null, null]);
    expect(b.app.session!.run.cluster.sim.store.get("namespaces", "team-a")).toBeDefined();
    const hashes = [author, a.app, b.app].map(({ session }) => session!.run.cluster.logHash);
    expect(new Set(hashes).size).toBe(1);
  });
});

describe("whatever is done, all pages end equal", () => {
  it.each([1])(
    "seed %i: 150 random actions in three windows, one of which comes late and one leaves",
    async (seed) => {
      const d = dice(seed);
      const desk = new Desk();
      desk.open("a");
      desk.open("b");
      await desk.settle();
      // Where all begins: the log of a lesson that was opened.
      act(desk.pages[0]!.app, { do: "open", page, drafts: [] });
      await desk.done();
      for (let i = 0; i < 150; i++) {
        const { app } = desk.pages[d(desk.pages.length)]!;
        act(app, randomOp(app, d));
        if (i === 70) desk.open("c", "learn");
        if (i === 110) desk.close(desk.pages[0]!);
        desk.nowMs += d(40);
        // oxlint-disable-next-line no-await-in-loop
        if (d(3) === 0) await desk.deliver();
        // oxlint-disable-next-line no-await-in-loop
        if (i % 60 === 0) await desk.settle();
        // The rescue takes a while in each window; what is done meanwhile waits for it.
        if (i === 40) act(app, { do: "rescue", page, index: 2 });
      }
      await desk.done();
      for (const one of desk.pages) one.back();
      const [first, second] = desk.pages;
      const { branches } = first!.app.session!.run;
      expect(branches.length).toBeGreaterThan(2);
      // The rescue is a future of all windows, and what was before it is still there.
      expect(branches.filter((b) => b.parent === undefined).map((b) => b.id === 0)).toEqual([true, false]);
      expect(stateOf(second!)).toEqual(stateOf(first!));
      // And one that comes only now catches up with all of it.
      const late = desk.open("late");
      await desk.done();
      expect(stateOf(late)).toEqual(stateOf(first!));
    },
    240_000,
  );
});
