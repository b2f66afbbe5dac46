// 유인물의 말: 유인물과 함께 와요.
import type { HandoutWords } from "./handout-en.ts";

export const handout: HandoutWords = {
  handout: "유인물",
  back: "레슨으로",
  print: "인쇄",
  drawing: (done, all) => `그림 ${all}장 가운데 ${done}장째 그리는 중…`,
  agenda: "진행 순서",
  step: "단계",
  starts: "시작",
  takes: "걸리는 시간",
  total: (time) => `발표자 노트의 계획대로라면 모두 ${time} 걸려요.`,
  picture: (step, title) => `${step}단계를 시작할 때의 클러스터: ${title}`,
  goals: "목표",
  realLife: "실제 운영에서는",
  notes: "메모",
};
