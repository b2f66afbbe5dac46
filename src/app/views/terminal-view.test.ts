import { describe, expect, it } from "vitest";
import { Run } from "#engine";
import { makeScenario } from "#engine/testing";
import { createShell } from "#kubectl";
import type { TermLine } from "../view-models/terminal.ts";
import { TerminalLines } from "./terminal-view.ts";

const open = () => {
  const run = new Run(makeScenario(), { components: [createShell] });
  const lines = new TerminalLines();
  const act = (action: string, data: { readonly [name: string]: string }): void => {
    run.act({ component: "shell", action, data: { terminal: "1", ...data } });
  };
  act("open", {});
  const shown = (): readonly TermLine[] => lines.lines(run, "1", () => undefined);
  return {
    run,
    type: (line: string) => act("line", { line }),
    interrupt: () => act("interrupt", {}),
    shown,
    texts: () => shown().map((l) => l.spans.map((s) => s.text).join("")),
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
