import { expect, it } from "vitest";
import { readLesson } from "../../.ci/lessons-plugin.ts";
import { live } from "./live.ts";
import { makeStill } from "./still.ts";
import { app, selectClusterView, selectTimelineView, store } from "./store.ts";
import { terminalActions, timelineActions } from "./actions.ts";

const { compiled, prose } = readLesson("lessons/cases/10-brief-outage");
const make = (): ReturnType<typeof makeStill> => makeStill(compiled!, prose["en"]!, "en");

it("is plain JSON, and the same however often it is made", () => {
  const still = make();
  expect(JSON.parse(JSON.stringify(still))).toEqual(still);
  expect(make()).toEqual(still);
});

it("is what the cluster goes on from, and what is done to it is done then", () => {
  const still = make();
  const texts = app.state.texts!;
  app.openStill("brief-outage", texts, still);
  expect(app.session).toBeNull();
  expect(selectClusterView(app.state)).toBe(still.cluster);
  timelineActions.onPlayPause();
  expect(selectTimelineView(app.state)).toEqual({ ...still.timeline, isPlaying: true });
  terminalActions.onRun("kubectl get nodes");

  const seen: unknown[] = [];
  const stop = store.subscribe((s) => seen.push(selectClusterView(s)));
  app.openLesson(compiled!, texts);
  stop();
  expect(seen.find((view) => view !== still.cluster)).toEqual(still.cluster);
  expect(app.state).toMatchObject({ still: null, isPlaying: true, loading: "ready" });
  expect(app.session?.run.branch.commands.at(-1)?.command.data["line"]).toBe("kubectl get nodes");
});

it("keeps what waits to its own page", () => {
  const still = make();
  const texts = app.state.texts!;
  app.openStill("brief-outage", texts, still);
  terminalActions.onRun("kubectl get nodes");
  app.openHome(texts);
  app.live = live;
  app.openLesson(compiled!, texts);
  expect(app.session?.run.branch.commands.some(({ command }) => command.data["line"] === "kubectl get nodes")).toBe(
    false,
  );
});
