import type { RuntimeWords } from "./runtime-en.ts";

export const runtime: RuntimeWords = {
  refused: (count, seconds) =>
    `${seconds}초 동안 요청 ${count}개가 실패했어요. 애플리케이션은 아직 응답할 수 없는데 파드는 Ready예요. readinessProbe가 없으면 시작한 컨테이너는 준비된 것으로 쳐요.`,
  silent: (count, seconds) =>
    `${seconds}초 동안 요청 ${count}개가 기다리다 끝났어요. 애플리케이션이 연결만 받고 응답을 안 하는데 파드는 Ready예요. 프로브가 없으니 아무도 상태를 묻지 않고, 다시 시작하지도 않아요.`,
  starved: (count, seconds, node) =>
    `${seconds}초 동안 요청 ${count}개의 응답이 너무 늦었어요. ${node}에 이 컨테이너가 쓸 CPU가 남아 있지 않아요.`,
  probeFails: (text) => `이 프로브가 실패해요: ${text}`,
  selectsNothing: "이 셀렉터에 맞는 파드가 없어요.",
  noListener: (port) => `${port}에서 듣고 있는 컨테이너가 없어요.`,
  addReadiness: "readinessProbe 추가",
  under: (name, field) => `${name} 필드는 ${field} 아래에 써요.`,
  like: (name, field) => `여기에 ${name} 필드는 없어요. ${field} 필드를 쓰려던 것 아닌가요?`,
  respell: (field) => `${field} 필드로 고치기`,
  atLine: (line, words) => `${line}번째 줄: ${words}`,
  slips: {
    key: "여기에 콜론이 빠졌어요. 필드 이름 뒤에는 콜론이 와야 해요.",
    indent: "들여쓰기가 맞지 않아요. 함께 속한 필드는 같은 칸에서 시작하고, 그 아래 필드는 더 오른쪽에서 시작해요.",
    colon: "값 안에 콜론과 공백이 있으면 값을 따옴표로 감싸요.",
    tab: "여기에 탭이 있어요. YAML은 공백으로만 들여써요.",
    space: "콜론 뒤에 공백이 빠졌어요.",
    quote: "따옴표를 열고 닫지 않았어요.",
    list: "목록의 줄이 맞지 않아요. 항목은 모두 같은 칸에서 하이픈과 공백으로 시작해요.",
  },
  imageMissing: (image) => `레지스트리에 ${image} 이미지가 없어요.`,
  pending: (message) => `맞는 노드가 없어요: ${message}`,
  oom: (limit) => `컨테이너가 ${limit}보다 많이 쓰려다가 종료됐어요.`,
};
