// "만약에"의 말.
import type { WhatIfWords } from "./what-if-en.ts";

export const whatIf: WhatIfWords = {
  title: "만약에? 한 시계로 보는 두 미래",
  kinds: {
    future: (name) => `미래 ${name}`,
    nothing: () => "아무것도 하지 않으면",
    fix: (name) => `고쳐져요: ${name}`,
    wrong: (name) => `안 고쳐져요: ${name}`,
    without: (name) => `이것 없이: ${name}`,
  },
  here: "지금 있는 곳",
  left: "왼쪽",
  right: "오른쪽",
  making: "두 미래를 만들고 있어요…",
  shows:
    "한 클러스터의 두 미래를 한 시계로 나란히 보여 줘요. 두 그림과, 각각 요청이 몇 개 실패했는지, YAML이 어디서 다른지를 볼 수 있어요.",
  none: "아직 미래가 하나뿐이에요. 이렇게 두 번째 미래를 만들어 비교할 수 있어요.",
  compareWithout: (name) => `${name} 없이`,
  compareWithoutNote: "이것을 하지 않았다면 어떻게 되었을지 봐요.",
  ask: "레슨의 수정 보기",
  asked: "정답이 드러나요.",
  goBack: "닫고 10초 뒤로",
  goBackNote: "거기서 다른 일을 해 보세요. 그러면 내 미래가 하나 더 생겨요.",
  parts: (at) => `${at}에 갈라져요`,
  same: "여기까지는 둘이 같아요.",
  nothingYet: "이 순간에는 아무 일도 없어요",
  toParting: "갈라지는 곳으로",
  clock: "두 미래의 시계",
  failedOf: (failed, all) => (all === 0 ? "갈라진 뒤 요청 없음" : `갈라진 뒤 요청 ${all}개 중 ${failed}개 실패`),
  yaml: "클러스터에서 다른 것",
  yamlNote: (left, right) => `- ${left}   + ${right}`,
  noYaml: "이 순간에는 사람이 쓴 것 중에 다른 것이 없어요.",
  requests: "두 미래의 요청: 응답과 실패",
};
