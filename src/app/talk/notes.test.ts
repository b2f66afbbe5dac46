import { expect, it } from "vitest";
import { sentences } from "./notes.ts";

it.each([
  ["One. Two! Three?", ["One.", "Two!", "Three?"]],
  ['Read it aloud: "successfully rolled out". Ask: who?', ['Read it aloud: "successfully rolled out".', "Ask: who?"]],
  ['He says "done." Then he goes.', ['He says "done."', "Then he goes."]],
  ["Type `echo a. b` now. Wait.", ["Type `echo a. b` now.", "Wait."]],
  ["두 시예요. 아직 설명하지 마세요.", ["두 시예요.", "아직 설명하지 마세요."]],
  ["It is 1.36 now.\nGo on.", ["It is 1.36 now.", "Go on."]],
  ["", []],
])("cuts %j into lines", (text, want) => {
  expect(sentences(text)).toEqual(want);
});
