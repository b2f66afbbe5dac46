import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { compileLesson } from "#tutor/compile";
import { prove } from "../../../e2e/prove/prove.ts";
import { readTerms, wordProblems } from "../../../e2e/prove/words.ts";
import { DEFAULT_SANDBOX } from "../session/sandbox-choice.ts";
import { sandboxFiles, sandboxScenario } from "../session/sandbox.ts";
import { Session } from "../session/session.ts";
import { readForeign } from "./read.ts";
import { record } from "./record.ts";
import { zip } from "./zip.ts";

const doIt = (act: (session: Session) => void): Session => {
  const session = new Session({ scenario: sandboxScenario(DEFAULT_SANDBOX), files: sandboxFiles });
  act(session);
  return session;
};
const pass = (session: Session, seconds: number): void => session.advance(session.nowMs + seconds * 1000);

const broken = (session: Session): void => {
  session.type("kubectl apply -f deployment.yaml -f service.yaml -f ingress.yaml");
  pass(session, 30);
  session.type("kubectl get pods");
  session.write("deployment.yaml", session.file("deployment.yaml")!.replace("demo/web:1.0", "demo/crash:1.0"));
  session.type("kubectl apply -f deployment.yaml");
  pass(session, 40);
  session.act({ component: "node", action: "power", data: { node: "worker-1", on: false } });
  pass(session, 20);
  session.type(`kubectl get pods -o 'jsonpath={.items[*].metadata.name}' | grep "a.b"`);
  pass(session, 5);
};

describe("a recorded lesson proves as it stands", () => {
  it.each([
    { name: "a break", act: broken },
    { name: "nothing at all", act: (session: Session) => pass(session, 5) },
    { name: "only looking", act: (session: Session) => session.type("kubectl get nodes") },
  ])("$name", ({ act }) => {
    const folder = record(doIt(act), "my-lesson");
    const result = compileLesson(folder);
    expect([...prove(result)].flatMap(({ what, problem }) => (problem ? [`${what}: ${problem}`] : []))).toEqual([]);
    expect(
      wordProblems(folder, result.compiled!.lesson, readTerms(readFileSync("lessons/terms.yaml", "utf8"))),
    ).toEqual([]);
    expect("compiled" in readForeign(folder)).toBe(true);
  });
});

it("begins with what was applied first, and does what was done after that, at its pace", () => {
  const { lesson, files } = compileLesson(record(doIt(broken), "my-lesson")).compiled!;
  expect(files.map((file) => file.name)).toEqual(["deployment.yaml", "service.yaml", "ingress.yaml"]);
  expect(files[0]!.text).toContain("demo/web:1.0");
  expect(lesson.steps[0]!.show).toMatchObject([
    { write: "deployment.yaml", text: expect.stringContaining("demo/crash:1.0") },
    { wait: 40_000 },
    { component: "node", action: "power" },
    { wait: 20_000 },
    { run: expect.stringContaining("jsonpath") },
    { wait: 5000 },
  ]);
});

it("keeps what was applied from a file that is called as one of the lesson's own", () => {
  const session = doIt((one) => {
    one.write("lesson.yaml", one.file("deployment.yaml")!);
    one.write("en.md", one.file("service.yaml")!);
    one.write("lesson-1.yaml", "# taken\n");
    one.type("kubectl apply -f lesson.yaml -f en.md");
    pass(one, 30);
    one.write("lesson.yaml", one.file("lesson.yaml")!.replace("demo/web:1.0", "demo/crash:1.0"));
    one.type("kubectl apply -f lesson.yaml");
    pass(one, 5);
    one.type("kubectl delete -f lesson.yaml -f=en.md --wait=false");
    pass(one, 5);
  });
  const folder = record(session, "my-lesson");
  const { lesson, files } = compileLesson(folder).compiled!;
  expect(files.map(({ name }) => name)).toEqual(["lesson-2.yaml", "en-1.yaml"]);
  expect(folder["lesson-2.yaml"]).toContain("demo/web:1.0");
  expect(lesson.id).toBe("my-lesson");
  expect(lesson.steps[0]!.show.filter((action) => !("wait" in action))).toMatchObject([
    { write: "lesson-2.yaml", text: expect.stringContaining("demo/crash:1.0") },
    { run: "kubectl delete -f lesson-2.yaml -f=en-1.yaml --wait=false" },
  ]);
  expect([...prove(compileLesson(folder))].flatMap(({ problem }) => problem ?? [])).toEqual([]);
});

it("is an archive of stored files", async () => {
  const bytes = await zip({ "a/en.md": "123456789", "a/ko.md": "안녕" }).arrayBuffer();
  const view = new DataView(bytes);
  const text = new TextDecoder();
  // The check value that every description of this CRC gives.
  expect([view.getUint32(0, true), view.getUint32(14, true)]).toEqual([0x04_03_4b_50, 0xcb_f4_39_26]);
  expect(text.decode(bytes.slice(30, 46))).toBe("a/en.md123456789");
  const end = bytes.byteLength - 22;
  expect([view.getUint32(end, true), view.getUint16(end + 10, true)]).toEqual([0x06_05_4b_50, 2]);
  const central = view.getUint32(end + 16, true);
  expect(view.getUint32(central, true)).toBe(0x02_01_4b_50);
  const second = view.getUint32(central + 46 + 7 + 42, true);
  expect(text.decode(bytes.slice(second + 30, second + 30 + 7 + 6))).toBe("a/ko.md안녕");
});
