import { describe, expect, it } from "vitest";
import { Run } from "#engine";
import { makeScenario } from "#engine/testing";
import { createShell, terminalLook } from "#kubectl";
import type { TerminalPaneView, TermLine } from "../view-models/terminal.ts";
import { words } from "../i18n/words-en.ts";
import { TerminalLines } from "./terminal-lines.ts";
import { terminalView } from "./terminal-view.ts";

const linesOf = ({ chunks }: Pick<TerminalPaneView, "chunks">): readonly TermLine[] =>
  chunks.flatMap(({ lines }) => lines);
const textOf = ({ spans }: TermLine): string => spans.map(({ text }) => text).join("");

const fresh = (run: Run): readonly TermLine[] =>
  linesOf({ chunks: new TerminalLines().chunks(run, "1", () => undefined) });

const open = () => {
  const run = new Run(makeScenario(), { components: [createShell] });
  const lines = new TerminalLines();
  const act = (action: string, data: { readonly [name: string]: string }): void => {
    run.act({ component: "shell", action, data: { terminal: "1", ...data } });
  };
  act("open", {});
  const shown = (): readonly TermLine[] => linesOf({ chunks: lines.chunks(run, "1", () => undefined) });
  return {
    run,
    lines,
    type: (line: string) => act("line", { line }),
    interrupt: () => act("interrupt", {}),
    shown,
    texts: () => shown().map(textOf),
  };
};

describe("other screens", () => {
  it("watch shows its newest picture alone, and goes away when it ends", () => {
    const t = open();
    t.type("echo before");
    t.type("watch -n 1 echo now");
    t.run.advance(t.run.nowMs + 3500);
    expect(t.texts()).toHaveLength(3);
    expect(t.texts()[0]).toMatch(/^Every 1\.0s: echo now/);
    expect(t.texts()[2]).toBe("now");
    t.interrupt();
    expect(t.texts()).toEqual(["echo before", "before", "watch -n 1 echo now"]);
    t.type("echo after");
    expect(t.texts().slice(-2)).toEqual(["echo after", "after"]);
  });

  it("clear leaves nothing of what was before", () => {
    const t = open();
    t.type("echo before");
    t.type("clear");
    t.type("echo after");
    expect(t.texts()).toEqual(["echo after", "after"]);
  });
});

describe("lines that are kept", () => {
  it("are those that would be made anew, wherever time goes", () => {
    const t = open();
    const moments: number[] = [];
    const look = (): void => {
      expect(t.shown()).toEqual(fresh(t.run));
      moments.push(t.run.nowMs);
    };
    for (const line of [
      "echo one",
      "seq 250",
      "watch -n 1 date",
      "seq 3",
      "clear",
      "for i in 1 2 3; do echo $i; sleep 1; done",
    ]) {
      t.type(line);
      look();
      for (let i = 0; i < 3; i++) {
        t.run.advance(t.run.nowMs + 700);
        look();
      }
      if (line.startsWith("watch")) t.interrupt();
      look();
    }
    for (const atMs of [...moments.toReversed(), ...moments, moments[9]!, moments[2]!]) {
      t.run.seek(atMs);
      expect(t.shown()).toEqual(fresh(t.run));
    }
  });

  it("stay the same objects where nothing is added to them", () => {
    const t = open();
    const chunks = () => t.lines.chunks(t.run, "1", () => undefined);
    t.type("seq 250");
    const before = chunks();
    expect(before.map(({ lines }) => lines.length)).toEqual([100, 100, 51]);
    t.run.advance(t.run.nowMs + 1000);
    expect(chunks()).toBe(before);
    t.type("seq 60");
    const after = chunks();
    expect(after.map(({ lines }) => lines.length)).toEqual([100, 100, 100, 12]);
    expect([after[0] === before[0], after[1] === before[1], after[2]!.id === before[2]!.id]).toEqual([
      true,
      true,
      true,
    ]);
  });

  it("are fifty thousand", () => {
    const t = open();
    for (let i = 0; i < 7; i++) t.type("seq 7000");
    t.run.advance(t.run.nowMs + 1000);
    const whole = t.shown().length;
    t.type("seq 2000");
    t.run.advance(t.run.nowMs + 1000);
    expect([whole, t.shown().length]).toEqual([49_007, 50_008]);
    expect(textOf(t.shown()[0]!)).toBe("1000");
    expect(textOf(t.shown().at(-1)!)).toBe("2000");
  });
});

describe("what stands on stderr", () => {
  it.each([
    ["time true", "output"],
    ["sleep 100 &", "output"],
    ["kubectl get pods", "output"],
    ["kubectl get pod nope", "error"],
    ["nosuchprogram", "error"],
  ])("%s: %s", (line, kind) => {
    const t = open();
    t.type(line);
    t.run.advance(t.run.nowMs + 100);
    const said = t.shown().filter((one) => one.kind !== "command");
    expect([said.length > 0, new Set(said.map((one) => one.kind))]).toEqual([true, new Set([kind])]);
  });
});

const followed = (line: string) => {
  const t = open();
  t.type("kubectl run web --image=demo/web:1.0");
  t.run.advance(t.run.nowMs + 5000);
  t.type("clear");
  t.type(line);
  return t;
};

describe("stern", () => {
  it("each pod has its hue, and a log that begins is no error", () => {
    expect(
      followed("stern web")
        .shown()
        .slice(1)
        .map(({ kind, spans }) => ({ kind, spans })),
    ).toEqual([
      {
        kind: "output",
        spans: [{ text: "+", tone: "ok", isStrong: true }, { text: " " }, { text: "web › web", hue: 3 }],
      },
      { kind: "output", spans: [{ text: "web web", hue: 3 }, { text: " listening on 8080" }] },
    ]);
  });

  it("colours that were asked for are drawn, not written", () => {
    expect(followed("stern web --color=always -o default").shown()[2]?.spans).toEqual([
      { text: "web", hue: 3 },
      { text: " " },
      { text: "web", hue: 3 },
      { text: " listening on 8080" },
    ]);
  });

  it("raw lines are left alone", () => {
    expect(followed("stern web -o raw").shown()[2]?.spans).toEqual([{ text: "listening on 8080" }]);
  });
});

const two = () => {
  const run = new Run(makeScenario(), { components: [createShell] });
  const lines = new TerminalLines();
  const act = (terminal: string, action: string, line = ""): void =>
    void run.act({ component: "shell", action, data: { terminal, line } });
  act("1", "open");
  run.advance(1000);
  act("2", "open");
  act("2", "line", "watch kubectl get pods");
  act("1", "line", "kubectl config set-context --current --namespace=kube-system");
  act("1", "line", "echo one");
  const view = (terminal: string, isTiled: boolean) =>
    terminalView(run, lines, {
      words,
      terminal,
      terminals: [...run.cluster.sim.table("shell/terminals").keys()],
      isTiled,
      chips: [],
      lookOf: (id) => terminalLook(run.cluster, id),
      objectOf: () => undefined,
    });
  return { run, view };
};

describe("terminals side by side", () => {
  it("each has its own foreground command, namespace and lines", () => {
    const { panes } = two().view("2", true);
    expect(panes.map(({ id, title, prompt, isBusy }) => [id, title, prompt, isBusy])).toEqual([
      ["1", "Terminal", "(kube-system) $", false],
      ["2", "Terminal 2: watch kubectl get pods", "$", true],
    ]);
    expect(linesOf(panes[0]!).map((line) => line.prompt)).toEqual(["$", undefined, "(kube-system) $", undefined]);
  });

  it("one alone is the one that has the focus", () => {
    expect(
      two()
        .view("2", false)
        .panes.map(({ id }) => id),
    ).toEqual(["2"]);
  });

  it("before the second was opened there is one, which has the focus", () => {
    const { run, view } = two();
    run.seek(500);
    const { activeId, isTiled, panes } = view("2", true);
    expect([activeId, isTiled, panes.map(({ id }) => id)]).toEqual(["1", false, ["1"]]);
  });
});
