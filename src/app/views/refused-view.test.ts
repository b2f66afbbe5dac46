import { expect, it } from "vitest";
import { readLesson } from "../../../.ci/lessons-plugin.ts";
import { diagnose } from "#language";
import type { Words } from "../i18n/words.ts";
import { words } from "../i18n/words-en.ts";
import { runtime } from "../i18n/runtime-en.ts";
import { words as ko } from "../i18n/words-ko.ts";
import { Session } from "../session/session.ts";
import { refusalOf } from "./refusal.ts";
import { refusedView } from "./refused-view.ts";

const { compiled } = readLesson("lessons/cases/10-brief-outage");
const quiet = { validate: () => [], unsupported: () => [] };

/** What the editor says after an apply of the first file, changed so. */
const refused = (find: string, replace: string, language: Words = words) => {
  const session = new Session(compiled!);
  session.advance(session.nowMs + 1000);
  const text = session.file("mynginx.yaml")!.replace(find, replace);
  session.write("mynginx.yaml", text);
  session.type("kubectl apply -f mynginx.yaml");
  return refusedView(refusalOf(session.run, "mynginx.yaml")!, diagnose(text, quiet).manifest, language);
};

it("folds the value that the API server repeats, keeps the words whole beside it, and says where the field belongs", () => {
  const view = refused("    spec:\n", "    spec:\n      readinessProbe: {httpGet: {path: /ready, port: 8080}}\n");
  expect(view.text).toContain('unknown field "spec.template.spec.readinessProbe"');
  expect(view.text).not.toContain("map[");
  expect(view.text.length).toBeLessThan(250);
  expect(view.whole).toContain("map[");
  expect(view.advice).toEqual(["readinessProbe belongs under spec.template.spec.containers[]."]);
});

it("asks whether another field was meant, in the reader's language", () =>
  expect(refused("replicas:", "replicsa:", ko).advice).toEqual([
    "여기에 replicsa 필드는 없어요. replicas 필드를 쓰려던 것 아닌가요?",
  ]));

it("leaves other refusals as they are", () =>
  expect(refused("replicas: 4", "replicas: -1")).toEqual({
    state: "refused",
    text: expect.stringContaining("spec.replicas: Invalid value: -1: must be greater than or equal to 0") as string,
  }));

it("says in plain words beside kubectl's own why the YAML cannot be read", () => {
  const view = refused("  replicas: 4", "    replicas: 4");
  expect(view.text).toContain("yaml: line ");
  expect(view.advice).toEqual([`Line 9: ${runtime.slips.indent}`]);
  expect(refused("kind: ", "kind:", ko).advice).toEqual(["2번째 줄: 콜론 뒤에 공백이 빠졌어요."]);
});
