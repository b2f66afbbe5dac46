import type { EmbedWords } from "./embed-en.ts";

export const embed: EmbedWords = {
  outside: "외부",
  firewall: "방화벽",
  ingress: "인그레스",
  service: "서비스",
  noEndpoints: "엔드포인트 없음",
  calmNodes: (count) => `노드 ${count}개 더, 문제 없음`,
  moreNodes: (count, troubled) => `노드 ${count}개 더, 문제 ${troubled}건`,
  queue: "노드를 기다리는 파드",
  more: (count) => `${count}개 더`,
  failedRequests: "실패한 요청",
  broken: "고장",
  mended: "고친 뒤",
  play: "재생",
  pause: "일시 정지",
  position: "시간 위치",
  loading: "클러스터를 불러오는 중이에요 …",
  notLoaded: "클러스터를 불러오지 못했어요. 그림은 그대로 볼 수 있어요.",
  broke: (time, why) =>
    `문제가 생겨 마지막 정상 시점인 ${time}에 멈췄어요 (${why}). 슬라이더를 옮기거나 처음부터 다시 해 보세요.`,
  report: "보고서 저장",
  open: "Drydock에서 열기",
  mend: "고치기",
  whatIf: "만약에?",
  again: "처음부터",
  failed: (count) => `실패 ${count}건`,
  editor: "파일",
  apply: "적용",
  terminal: "터미널",
  command: "명령",
  example: (line) => `예: ${line}`,
  altClients: (name, fails) => (fails === null ? `${name}: 모두 성공하고 있어요.` : `${name}: ${fails}.`),
  altService: (name, serving, all) =>
    all === 0
      ? `서비스 ${name}에는 엔드포인트가 없어요.`
      : `서비스 ${name}: 엔드포인트 ${all}개 중 ${serving}개로 요청을 보내요.`,
  altPods: (count, nodes) => `노드 ${nodes}개에 파드 ${count}개가 있어요.`,
  altPod: (name, says, truth) => `${name}: ${says}${truth === "" ? "" : `, 하지만 ${truth}`}.`,
  altNode: (name, condition) => `노드 ${name}: ${condition}.`,
  altQueue: (count) => `파드 ${count}개가 노드를 기다려요.`,
};
