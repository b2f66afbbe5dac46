// The words of a guess; they come with its card.
export const predict = {
  label: "Predict",
  lock: "Lock in my guess",
  thenWatch: "Then press play and watch",
  right: "right",
  wrong: "not so",
};

export type PredictWords = typeof predict;
