// 수업 페이지의 말: 그 페이지와 함께 와요.
import type { ClassWords } from "./class-en.ts";

export const classroom: ClassWords = {
  title: "수업 현황",
  intro:
    "수강생의 진도 코드는 공유 창에 있어요. 받은 코드를 한 줄에 하나씩 붙여 넣으세요. 이름을 함께 적어도 돼요. 코드는 이 브라우저에만 남고 어디로도 보내지 않아요.",
  codes: "코드",
  example: "민아 1ABC-2DEF-3GHJ",
  clear: "지우기",
  nobody: "아직 코드가 없어요.",
  learners: (n) => `${n}명`,
  done: (n) => `${n}명 완료`,
  counted: (n, refused) =>
    refused === 0 ? `코드 ${n}개를 읽었어요` : `코드 ${n}개를 읽었고 ${refused}줄은 못 읽었어요`,
  step: "단계",
  here: "지금 여기",
  hinted: (n) => `힌트를 연 사람 ${n}명`,
  holds: "가장 많이 머무는 단계",
  refused: "읽지 못한 줄",
  faults: {
    letters: "코드가 아니에요. 1ABC-2DEF-3GHJ처럼 열두 글자예요",
    check: "틀린 글자가 있어요",
    version: "더 새로운 페이지에서 만든 코드예요",
    lesson: "이 페이지에 없는 레슨이에요",
    step: "이 레슨에 없는 단계예요",
    tooMany: "여기부터는 읽지 않았어요. 500줄까지예요",
  },
};
