import { beforeEach, expect, it } from "vitest";
import { readLesson } from "../../../.ci/lessons-plugin.ts";
import { live } from "../live.ts";
import { makeStill } from "../still.ts";
import { app, selectClusterView } from "../store.ts";
import type { ClusterView } from "../view-models/graph.ts";
import { makeFilm } from "./film.ts";

const { compiled, prose } = readLesson("lessons/cases/10-brief-outage");

const podsIn = ({ bays, queue }: ClusterView): readonly string[] =>
  [...bays.flatMap((bay) => bay.pods), ...queue].map((pod) => pod.shortName).toSorted();

beforeEach(() => {
  app.live = live;
  // Its texts are the page's.
  makeStill(compiled!, prose["en"]!, "en");
  app.openLesson(compiled!, app.state.texts!);
});

it("is none where nothing has passed yet", () => {
  app.act((session) => session.seek(app.zeroMs));
  expect(makeFilm(15)).toBeNull();
});

it("shows the moments of the span as they were, and leaves the run alone", () => {
  app.act((session) => session.advance(app.zeroMs + 20_000));
  const early = podsIn(selectClusterView(app.state)!);
  app.act((session) => session.type("kubectl scale deployment mynginx --replicas=2"));
  app.act((session) => session.advance(app.zeroMs + 40_000));
  const late = podsIn(selectClusterView(app.state)!);
  expect([early.length, late.length]).toEqual([11, 6]);
  const hash = app.session!.run.cluster.logHash;
  const film = makeFilm(20)!;
  expect([film.fromMs, film.toMs, film.lengthMs]).toEqual([20_000, 40_000, 15_000]);
  expect(podsIn(film.look(1).view)).toEqual(late);
  expect(film.look(0)).toMatchObject({ nowMs: 20_000, timeText: "00:20" });
  expect(podsIn(film.look(0.001).view)).toEqual(early);
  expect([app.session!.nowMs - app.zeroMs, app.session!.run.cluster.logHash]).toEqual([40_000, hash]);
});

it("ends at the moment that is looked at, whatever was seen after it", () => {
  app.act((session) => session.advance(app.zeroMs + 40_000));
  app.act((session) => session.seek(app.zeroMs + 10_000));
  const film = makeFilm(60)!;
  expect([film.fromMs, film.toMs]).toEqual([0, 10_000]);
  expect(film.look(1).nowMs).toBe(10_000);
});
