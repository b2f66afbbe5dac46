import { supportRows } from "#engine/checks";
import { expect, test } from "vitest";
import { supportNoteKo, supportReasonKo } from "./support-ko.ts";

const reasons = [...new Set(Object.values(supportRows).map(({ why }) => why.replace(/^Not simulated: /, "")))];

test.each(reasons)("%s is said in Korean", (reason) => {
  expect(supportReasonKo(reason)).toMatch(/[가-힣].*요\.$/);
});

test("a note at its line", () => {
  expect(supportNoteKo("Not simulated: there are no devices.")).toBe(
    "시뮬레이션하지 않는 필드예요. 디바이스가 없어요.",
  );
});
