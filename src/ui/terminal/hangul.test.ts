import { describe, expect, it } from "vitest";
import { latinKeys } from "./hangul.ts";
import { isInHangul } from "./is-in-hangul.ts";

describe("what was typed with the Korean layout on", () => {
  it.each([
    ["ㅏㅕㅠㄷㅊ시 ㅎㄷㅅ ㅔㅐㅇㄴ", "kubectl get pods"],
    ["ㅏ ㅎㄷㅅ ㅔㅐ -ㅐ 쟝ㄷ", "k get po -o wide"],
    ["ㄴㅅㄷ구 ㅡㅛㅜ햐ㅜㅌ", "stern mynginx"],
    ["ㅊㅕ기", "curl"],
    ["kubectl get pods", "kubectl get pods"],
  ])("%s is %s", (typed, meant) => expect(latinKeys(typed)).toBe(meant));

  it("reads what a file system or a keyboard took apart", () => {
    expect(latinKeys("시".normalize("NFD"))).toBe("tl");
  });

  it("is asked of the command alone: what is written behind it may be Korean", () => {
    expect(isInHangul("ㅏㅕㅠㄷㅊ시 get")).toBe(true);
    expect(isInHangul("echo 안녕")).toBe(false);
    expect(isInHangul("")).toBe(false);
  });
});
