// 예측의 말.
import type { PredictWords } from "./predict-en.ts";

export const predict: PredictWords = {
  label: "예측",
  lock: "이렇게 예측하기",
  thenWatch: "그다음 재생을 누르고 확인해요",
  right: "맞아요",
  wrong: "아니에요",
};
