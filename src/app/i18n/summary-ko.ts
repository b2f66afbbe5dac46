// 요약의 말.
import type { SummaryWords } from "./summary-en.ts";

export const summary: SummaryWords = {
  title: "지금까지 한 일",
  time: "클러스터에서 흐른 시간",
  steps: "단계",
  failed: "실패한 요청",
  stepsOf: (done, all) => `${all}단계 중 ${done}단계`,
  beforeAfter: (before, after) => `마지막으로 바꾸기 전 ${before}개, 바꾼 뒤 ${after}개`,
  commands: "입력한 명령",
  noCommands: "입력한 명령이 없어요.",
  changes: "파일에서 달라진 것",
  noChanges: "달라진 것이 없어요.",
  troubles: "장애마다 걸린 시간",
  troublesNote:
    "알아챔은 장애가 시작된 뒤 처음 무언가를 한 때, 이해함은 장애를 끝낸 변경을 한 때, 고침은 마지막으로 요청이 실패한 때예요.",
  client: "클라이언트",
  began: "시작",
  noticed: "알아챔",
  understood: "이해함",
  mended: "고침",
  requests: "요청",
  requestsNote: "시간에 따라 응답받은 요청과 실패한 요청이에요. 세로선은 무언가를 바꾼 시점이에요.",
  noRequests: "아무도 요청하지 않았어요. 트래픽이 없었어요.",
  served: "응답",
  failedOnes: "실패",
  copy: "Markdown으로 복사",
  copied: "복사했어요",
  copyFailed: "복사하지 못했어요.",
  print: "인쇄",
};
