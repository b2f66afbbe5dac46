import type { Dictionary } from "./dictionary.ts";

export const notices: Pick<Dictionary, "notice" | "update" | "crash" | "guide"> = {
  notice: {
    broken: "깨졌거나 Drydock의 것이 아닌 링크나 파일이라 열지 않았어요.",
    long: "한 세션에 담을 수 있는 것보다 큰 링크나 파일이라 열지 않았어요.",
    newer: "다른 버전의 Drydock에서 만들어서 이 페이지에서는 읽을 수 없어요.",
    changed: "링크를 만든 뒤에 레슨이 바뀌어서 그 순간을 보여 줄 수 없어요. 레슨을 처음부터 시작할게요.",
    unknown: "여기에 없는 레슨을 가리키는 링크예요.",
    lesson: "열 수 있는 레슨이 아니에요:",
    notKept: "브라우저가 저장을 막아 놓아서, 새로고침하면 이 레슨은 사라져요.",
    notSaved: "브라우저가 저장을 막아 놓아서, 새로고침하거나 탭을 닫으면 여기서 한 일이 사라져요.",
    tooSlow: "준비하는 데 1분이 넘게 걸려서 그만두었어요. 레슨의 클러스터가 너무 바빠요.",
    notLoaded: "페이지의 일부를 불러오지 못했어요. 네트워크를 확인해 보세요.",
    noLesson: "그런 레슨은 없어요. 지도에서 골라 보세요.",
    slow: "다시 실행하는 데 너무 오래 걸려서 그만두었어요.",
    fails: "시뮬레이션이 모르는 일을 시키는 링크라 열지 않았어요.",
    differs: "그때의 버전과 지금 버전의 결과가 달라요. 보이는 모습이 원래와 다를 수 있어요.",
  },
  update: {
    ready: "새 버전의 Drydock이 나왔어요.",
    reload: "새로고침",
  },
  crash: {
    title: "이 부분에 문제가 생겼어요.",
    text: "파일과 진행 상황은 그대로 남아 있어요. 다른 부분은 계속 쓸 수 있어요.",
    engine: (time) =>
      `시뮬레이션에 문제가 생겼어요. 마지막 정상 시점인 ${time}에 멈춰 있어요. 파일과 진행 상황은 그대로예요.`,
    again: "다시 시도",
    rewind: "10초 뒤로",
    report: "보고서 저장",
    details: "무슨 일이 있었나요",
  },
  guide: {
    before: (event) => `지금은 ${event} 이전이에요. 설명은 그때 일어난 일을 이야기해요.`,
    elsewhere: (event) => `설명에 나오는 일(${event})이 이 미래에서는 일어나지 않아요.`,
    backTo: (time) => `${time}로 돌아가기`,
    backToFuture: (name) => `미래 ${name}로 돌아가기`,
    task: "지금 할 일",
    waiting: "시간이 멈춰 있으니",
    playNow: "재생을 눌러 확인해 보세요",
  },
};
