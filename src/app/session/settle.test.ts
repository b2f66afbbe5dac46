import { describe, expect, it } from "vitest";
import { readLesson } from "../../../.ci/lessons-plugin.ts";
import { rehearse } from "../rehearse.ts";
import { Session, type SavedRun, type SessionOptions } from "./session.ts";
import { settling } from "./settle.ts";

const compiled = readLesson("lessons/cases/10-brief-outage").compiled!;
const { scenario, files, lesson } = compiled;
const options: SessionOptions = { scenario, files, lesson };

const made = (saved?: SavedRun, of = options): { readonly session: Session; readonly said: readonly number[] } => {
  const work = settling(of, saved);
  const said: number[] = [];
  for (;;) {
    const one = work.next();
    if (one.done === true) return { session: one.value, said };
    said.push(one.value);
  }
};

const looks = ({ run, nowMs, progress }: Session): object => ({
  nowMs,
  progress,
  hash: run.cluster.logHash,
  record: run.recordBranches(),
});

describe("a session made in pieces is the one that is made at once", () => {
  it("from its beginning", () => {
    const { session, said } = made();
    expect(looks(session)).toEqual(looks(new Session(options)));
    expect(said).toHaveLength((scenario.settleMs ?? 0) / 250);
    expect(said.toSorted((a, b) => a - b)).toEqual(said);
    expect(said.at(-1)).toBe(1);
  });

  it("from what was rehearsed of it", () => {
    const rehearsal = rehearse(compiled)!;
    expect(rehearsal.commands).not.toHaveLength(0);
    const { session } = made(undefined, { ...options, rehearsal });
    expect(looks(session)).toEqual(looks(new Session(options)));
  });

  it("with what was done before, and every future of it", () => {
    const before = new Session(options);
    before.type("kubectl get pods");
    before.advance(before.nowMs + 20_000);
    before.type("kubectl scale deployment mynginx --replicas=3");
    before.advance(before.nowMs + 10_000);
    before.seek(before.nowMs - 15_000);
    before.type("kubectl delete pod --all");
    before.advance(before.nowMs + 8000);
    const { commands, endMs } = before.run.record();
    const { nowMs, progress } = before;
    const saved = { commands, endMs, nowMs, ...(progress ? { progress } : {}) };
    for (const one of [saved, { ...saved, futures: before.run.recordBranches() }]) {
      expect(looks(made(one).session)).toEqual(looks(new Session({ ...options, saved: one })));
    }
    expect(made({ ...saved, futures: before.run.recordBranches() }).session.run.branches).toHaveLength(2);
  });
});
