// The words around the terminals, in Korean.
import type { terminal as english } from "./terminal-en.ts";
import type { Widen } from "./widen.ts";

export const terminal: Widen<typeof english> = {
  label: "터미널",
  tabs: "터미널 목록",
  add: "새 터미널",
  tile: "터미널을 나란히 보기",
  colour: "출력에 색 쓰기",
  help: "오류 아래 도움말",
  keys: "키",
  paste: (lines) => `${lines}줄을 붙여 넣었어요. 실행할까요?`,
  pasteRun: "실행",
  pasteCancel: "취소",
  closeTab: (title) => `${title} 닫기`,
  input: "명령",
  more: "이어서 입력, Ctrl+C로 그만두기",
  output: "출력",
  busy: "실행 중, Ctrl+C로 끝내기",
  busyPaused: "실행 중인데 시간이 멈춰 있어요. 재생을 누르세요",
  waits: "시간이 멈춰 있어서 이 명령은 기다리기만 해요. 재생을 누르거나 Ctrl+C로 끝내세요.",
  paused: "시간이 멈춰 있어요. 재생을 누르면 흘러가요",
  completions: "자동 완성",
  chips: "바로 쓰는 명령",
  toEnd: "맨 끝으로",
};
