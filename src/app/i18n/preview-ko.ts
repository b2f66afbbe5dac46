// 레슨을 쓰는 사람을 위한 미리 보기의 말.
import type { PreviewWords } from "./preview-en.ts";

export const preview: PreviewWords = {
  title: "미리 보기",
  intro: "단계마다 나올 수 있는 모든 상태를 시뮬레이션으로 만들어 보여 줘요. 레슨 파일이 바뀌면 다시 그려요.",
  play: "직접 해 보기",
  missing: "그런 레슨이 없어요.",
  drawing: (done) => `상태 ${done}개, 아직 그리는 중 …`,
  drawn: (done) => `상태 ${done}개`,
  kinds: { start: "시작할 때", hint: "힌트", guess: "예측", wrong: "틀린 방법", done: "끝났을 때" },
  noHint: (id) => `힌트 “${id}”는 여기서 나오지 않았어요. 나올 수 있는지는 npm run prove가 알려 줘요.`,
  notAnswered: "이 방법에는 피드백이 나와야 하는데 나오지 않았어요.",
  notDone: "목표를 다 이루지 못했어요.",
  at: (time) => `${time} 시점`,
};
