import { describe, expect, it } from "vitest";
import { lessonFolders, readLesson } from "../../.ci/lessons-plugin.ts";
import { rehearse } from "./rehearse.ts";
import { Session } from "./session/session.ts";

const lessons = lessonFolders("lessons").map((folder) => ({ folder, compiled: readLesson(folder).compiled! }));

/** As it comes to the page: JSON. */
const handedOn = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** Everything that the run is, a while after its beginning. */
const playOn = (session: Session): object => {
  session.advance(session.nowMs + 45_000);
  const { cluster, branch } = session.run;
  return {
    snapshot: cluster.snapshot(),
    entries: branch.entries,
    commands: branch.commands,
    progress: session.progress,
  };
};

describe.each(lessons)("$folder", ({ compiled }) => {
  const rehearsal = handedOn(rehearse(compiled));

  it("comes to the same bytes with its rehearsal, and again after a rewind", () => {
    const plain = new Session(compiled);
    const ahead = new Session({ ...compiled, rehearsal: rehearsal! });
    expect(JSON.stringify(ahead.run.cluster.snapshot())).toBe(JSON.stringify(plain.run.cluster.snapshot()));
    for (const session of [plain, ahead]) {
      session.seek(0);
      session.seek(session.run.endMs);
    }
    expect(JSON.stringify(playOn(ahead))).toBe(JSON.stringify(playOn(plain)));
  });
});
