// 요약의 말.
import type { SummaryWords } from "./summary-en.ts";

export const summary: SummaryWords = {
  title: "지금까지 한 일",
  time: "클러스터에서 흐른 시간",
  steps: "끝낸 단계",
  failed: "실패한 요청",
  stepsOf: (done, all) => `${all}단계 중 ${done}단계`,
  failedOf: (failed, all) => (all === 0 ? "보낸 요청이 없어요" : `${all}개 중 ${failed}개`),
  beforeChange: (n, at) => `마지막으로 바꾼 ${at}까지 ${n}개`,
  afterChange: (n, last) => (last === null ? "그 뒤로는 없음" : `그 뒤 ${n}개, 마지막 실패 ${last}`),
  commands: "입력한 명령",
  noCommands: "입력한 명령이 없어요.",
  changes: "파일에서 달라진 것",
  noChanges: "달라진 것이 없어요.",
  troubles: "장애마다 걸린 시간",
  troublesNote:
    "클러스터 시계의 시각이고, 그 아래는 장애가 시작되고 얼마 뒤인지예요. 다른 클라이언트 이름만 나오는 명령은 세지 않아요.",
  columns: [
    ["클라이언트", ""],
    ["시작", "처음 실패한 요청"],
    ["알아챔", "그 뒤 처음 한 일"],
    ["이해함", "장애를 끝낸 변경"],
    ["고침", "마지막으로 실패한 요청"],
  ],
  later: (seconds) => (seconds < 60 ? `${seconds}초 뒤` : `${Math.floor(seconds / 60)}분 ${seconds % 60}초 뒤`),
  notYet: "아직",
  never: "없음: 저절로 끝났어요",
  requests: "요청",
  requestsNote: (seconds) =>
    `막대 하나는 클러스터 시계로 ${seconds}초이고, 그동안 응답받은 요청과 실패한 요청의 수예요. 점선은 무언가를 바꾼 시점이에요.`,
  noRequests: "아무도 요청하지 않았어요. 트래픽이 없었어요.",
  served: "응답",
  failedOnes: "실패",
  copy: "Markdown으로 복사",
  copied: "복사했어요",
  copyFailed: "복사하지 못했어요.",
  print: "인쇄",
};
