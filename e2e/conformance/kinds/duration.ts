import { humanDuration, shortHumanDuration } from "#api/duration";

export const answerDuration = ({ ms }: { readonly ms: number }): object => ({
  human: humanDuration(ms),
  shortHuman: shortHumanDuration(ms),
});
