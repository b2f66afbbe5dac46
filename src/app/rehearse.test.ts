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
    expect(rehearsal?.start.nowMs).toBe(from === "settled" ? zeroMs : 0);
    expect(played(new Session({ ...compiled, rehearsal: rehearsal! })).join("\n") === plain.join("\n")).toBe(true);
  });

  it("goes back to where it settled, and no further", () => {
    const session = new Session({ ...compiled, rehearsal: handedOn(rehearse(compiled))! });
    session.advance(zeroMs + 5000);
    session.seek(0);
    expect(session.nowMs).toBe(zeroMs);
  });
});
