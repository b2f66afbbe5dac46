import type { ObserveWords } from "./observe-en.ts";

export const observe: ObserveWords = {
  logs: {
    search: "로그에서 찾기",
    searchHelp: '대소문자는 가리지 않아요. -단어는 그 단어가 있는 줄을 빼고, "두 단어"는 묶어서 찾아요.',
    found: (found: number, total: number) => `${total}줄 중 ${found}줄`,
    pods: "파드: 누르면 그 파드의 로그만 보여요",
    lines: "로그",
    gone: "사라짐",
    earlier: "이전 로그 더 보기",
    none: "아직 로그를 남긴 컨테이너가 없어요.",
    nothingFound: "지금까지 그런 로그는 없어요.",
    goTo: (time: string) => `${time}로 이동`,
  },
  metrics: {
    label: "시간에 따른 머신과 파드의 사용량",
    cpu: "CPU",
    memory: "메모리",
    rate: (served: number, failed: number) =>
      `초당 성공 ${served.toFixed(1)}건${failed > 0 ? `, 실패 ${failed.toFixed(1)}건` : ""}`,
    latency: (ms: number) => `95%가 ${ms}ms 안에 응답`,
    noAnswer: "아직 응답 없음",
    legend: "선의 뜻",
    levels: { request: "request", limit: "limit", eviction: "축출 시작", capacity: "전체 용량" },
    system:
      "노드의 값에는 kubelet, containerd, 커널 같은 시스템 몫도 들어 있어요(kubectl top과 같아요). 그림에는 파드가 쓰는 만큼만 나와요.",
    throttled: "CPU limit에 걸려 느려진 구간",
  },
};
