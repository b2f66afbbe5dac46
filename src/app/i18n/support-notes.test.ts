import { expect, it } from "vitest";
import { loadSupportNotes, supportNote } from "./support-notes.ts";

it("says in English what is not simulated until the Korean words are here", async () => {
  const message = "Not simulated: a backend is a Service.";
  expect(supportNote(message)).toBe(message);
  await new Promise<void>((done) => {
    loadSupportNotes(done);
  });
  expect(supportNote(message)).toContain("백엔드는 서비스만 쓸 수 있어요.");
});
