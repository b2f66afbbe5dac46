import { describe, expect, it } from "vitest";
import { lessonFolders, readLesson } from "../../.ci/lessons-plugin.ts";
import { rehearse } from "./rehearse.ts";
import { Session } from "./session/session.ts";

const lessons = lessonFolders("lessons").map((folder) => ({ folder, compiled: readLesson(folder).compiled! }));

/** As it comes to the page: JSON. */
const handedOn = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** Everything that the run is, a while after its beginning. */
const playOn = (session: Session): string => {
  session.advance(session.nowMs + 45_000);
  const { cluster, branch } = session.run;
  return JSON.stringify({
    snapshot: cluster.snapshot(),
    entries: branch.entries,
    commands: branch.commands,
    progress: session.progress,
  });
};

describe.each(lessons)("$folder", ({ compiled }) => {
  const zeroMs = compiled.scenario.settleMs ?? 0;
  /** At its beginning; and after a rewind to it, a while later. */
  const played = (session: Session): readonly string[] => {
    const begun = JSON.stringify(session.run.cluster.snapshot());
    session.seek(zeroMs);
    session.seek(session.run.endMs);
    return [begun, playOn(session)];
  };
  const plain = played(new Session(compiled));

  it.each(["settled", "start"] as const)("comes to the same bytes with its rehearsal of: %s", (from) => {
    const rehearsal = handedOn(rehearse(compiled, from));
    expect(rehearsal?.start.nowMs).toBe(from === "settled" ? Math.max(0, zeroMs - 1) : 0);
    expect(played(new Session({ ...compiled, rehearsal: rehearsal! })).join("\n") === plain.join("\n")).toBe(true);
  });

  it("goes back to where it settled, and no further", () => {
    const session = new Session({ ...compiled, rehearsal: handedOn(rehearse(compiled))! });
    session.advance(zeroMs + 5000);
    session.seek(0);
    expect(session.nowMs).toBe(Math.max(0, zeroMs - 1));
  });
});

const told = ({ run }: Session): string =>
  JSON.stringify([run.nowMs, run.branches.map(({ commands, entries, endMs }) => ({ commands, entries, endMs }))]);

describe("what is done at the very beginning of a rehearsed lesson", () => {
  const { compiled } = lessons.find(({ folder }) => folder.endsWith("06-selfhealing"))!;
  const zeroMs = compiled.scenario.settleMs ?? 0;
  const rehearsal = handedOn(rehearse(compiled))!;
  const both = (): readonly Session[] => [new Session(compiled), new Session({ ...compiled, rehearsal })];
  const create = "kubectl create deployment other --image=nexus.local/other:1";

  it("forks there, and one can go back and forth in both futures", () => {
    const [plain, ahead] = both().map((session) => {
      session.advance(zeroMs + 20_000);
      session.seek(zeroMs);
      session.type(create);
      session.advance(zeroMs + 1000);
      session.seek(zeroMs + 200);
      const first = told(session);
      session.run.switchTo(0);
      session.seek(zeroMs);
      return [first, told(session)];
    });
    expect(ahead).toEqual(plain);
  });

  it("is no part of what came before anything was done, nor of a new beginning", () => {
    const [plain, ahead] = both().map((session) => {
      session.seek(zeroMs);
      session.type(create);
      session.advance(zeroMs + 5000);
      const untouched = session.run.untouched();
      session.run.restart();
      session.advance(zeroMs + 5000);
      const branches = session.run.recordBranches();
      const again = new Session({ ...compiled, rehearsal });
      again.run.replayBranches(branches);
      return [
        untouched.entries.length > 0,
        untouched.commands,
        told(session),
        JSON.stringify(again.run.branches.at(-1)!.entries),
      ];
    });
    expect(ahead).toEqual(plain);
    expect(JSON.parse(ahead![3] as string)).toHaveLength(JSON.parse(ahead![2] as string)[1].at(-1).entries.length);
  });
});
