import { expect, it, vi } from "vitest";
import { readLesson } from "../../../.ci/lessons-plugin.ts";
import type { App } from "../app.ts";
import { en } from "../i18n/en.ts";
import { words } from "../i18n/words-en.ts";
import type { Still } from "../state.ts";

// What a line waits for is loaded once: other tests may have had it, so these begin with modules of their own.
vi.resetModules();
const { App: OwnApp } = await import("../app.ts");
const { bringHands } = await import("../drivers/hands.ts");
const { runLine } = await import("../control/typing.ts");
const { openPage } = await import("../drivers/router.ts");
const { live } = await import("../live.ts");
const { logOf } = await import("../session/log-of.ts");
const { useParts } = await import("../session/parts.ts");
const { whenAllIsDone } = await import("../share/link.ts");
const { perform } = await import("./perform.ts");
useParts();

const texts = { language: "en", dictionary: en, words, prose: null } as const;

const sandbox = (): App => {
  const app = new OwnApp("en", "light");
  app.live = live;
  app.openSandbox(texts);
  return app;
};

const typed = ({ session }: App): unknown[] =>
  session!.run.branches[0]!.commands.flatMap(({ command }) =>
    command.action === "line" ? [command.data["line"]] : [],
  );

// First of all: what it waits for has come in the tests that follow.
it("does in their order a line that waits for its parts and what comes after it", async () => {
  const app = sandbox();
  const { speed } = app.state;
  const all = [
    perform(app, { do: "run", line: "kubectl explain pods" }),
    perform(app, { do: "run", line: "kubectl get nodes" }),
    perform(app, { do: "speed", speed: 4 }),
  ];
  expect(all.every((one) => one instanceof Promise)).toBe(true);
  expect([typed(app), app.state.speed]).toEqual([[], speed]);
  await Promise.all(all.map((one) => Promise.resolve(one)));
  expect([typed(app), app.state.speed]).toEqual([["kubectl explain pods", "kubectl get nodes"], 4]);
  expect(app.coming).toBeNull();
  expect(perform(app, { do: "run", line: "kubectl explain nodes" })).toBeUndefined();
});

it("takes into a link what was typed and still waits for its parts", async () => {
  const app = sandbox();
  void perform(app, { do: "run", line: "kubectl get pods -o json | jq .kind" });
  expect(typed(app)).toEqual([]);
  await whenAllIsDone(app);
  expect(typed(app)).toHaveLength(1);
});

it("takes into a link what was typed before the cluster was alive", async () => {
  const app = new OwnApp("en", "light");
  app.live = live;
  const { lesson, ...rest } = readLesson("lessons/cases/10-brief-outage").compiled!;
  app.openStill(lesson.id, texts, {} as Still);
  app.whenAlive(() => void perform(app, { do: "run", line: "kubectl get pods" }));
  let isDone = false;
  const done = whenAllIsDone(app).then(() => (isDone = true));
  await Promise.resolve();
  expect(isDone).toBe(false);
  app.openLesson({ ...rest, lesson }, texts);
  await done;
  expect(typed(app)).toContain("kubectl get pods");
});

it.each([
  { name: "fails to come", end: (app: App): void => app.fail() },
  { name: "is left", end: (app: App): void => app.openHome(texts) },
])("waits for no cluster that $name", async ({ end }) => {
  const app = new OwnApp("en", "light");
  app.live = live;
  app.openStill("brief-outage", texts, {} as Still);
  const done = whenAllIsDone(app);
  end(app);
  await expect(done).resolves.toBeUndefined();
});

it("says of a kept run that it comes to something else in this version", async () => {
  const app = sandbox();
  await perform(app, { do: "run", line: "kubectl get nodes" });
  const { session } = app;
  const { commands, endMs } = session!.run.record();
  const log = logOf(session!.run.cluster);
  const saved = { commands, endMs, nowMs: session!.nowMs };
  const noticeAfter = async (kept: object): Promise<unknown> => {
    await openPage(app, { do: "open", page: { kind: "sandbox" }, drafts: [], saved: { ...saved, ...kept } });
    return app.state.notice;
  };
  expect(await noticeAfter({ log })).toBeNull();
  expect(await noticeAfter({ log: [log[0], log[1] ^ 1] })).toBe("differs");
  // Of what an older page has kept nobody knows.
  expect(await noticeAfter({})).toBeNull();
});

it("leaves a line to the cluster for which it was typed", async () => {
  const app = sandbox();
  const coming = runLine(app, "ssh worker-1");
  expect(coming).toBeInstanceOf(Promise);
  app.openSandbox(texts);
  await coming;
  expect(typed(app)).toEqual([]);
});

it("says of an act that its part did not come, and does what comes after it and needs none", async () => {
  const app = sandbox();
  app.live = { ...live, hasHands: () => false };
  vi.spyOn(app, "changed").mockImplementationOnce(() => {
    throw new Error("offline");
  });
  const line = perform(app, { do: "run", line: "kubectl get pods" });
  const after = perform(app, { do: "speed", speed: 4 });
  await line;
  expect([app.state.notice, app.state.crash, typed(app)]).toEqual(["notLoaded", null, []]);
  await after;
  expect([app.state.speed, app.coming]).toEqual([4, null]);
});

it("says at once that the hands of the page did not come, and brings them when they are asked for again", async () => {
  const app = sandbox();
  app.live = { ...live, hasHands: () => false };
  vi.spyOn(app, "changed").mockImplementationOnce(() => {
    throw new Error("offline");
  });
  bringHands(app);
  await vi.waitFor(() => expect(app.state.notice).toBe("notLoaded"));
  app.set({ notice: null });
  app.hands = null;
  bringHands(app);
  await vi.waitFor(() => expect(app.hands).not.toBeNull());
  expect(app.state.notice).toBeNull();
});

it("stops a window of a room that cannot do what all do", async () => {
  const app = sandbox();
  app.share = () => undefined;
  app.live = { ...live, hasHands: () => false };
  vi.spyOn(app, "changed").mockImplementationOnce(() => {
    throw new Error("offline");
  });
  await perform(app, { do: "run", line: "kubectl get pods" });
  expect([app.state.crash?.message, typed(app)]).toEqual(["offline", []]);
});
