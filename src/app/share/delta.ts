// A text said by another one that both sides know: what stays at its head and at its tail, and what stands between them now.

/** [characters kept at the head, characters kept at the tail, the text between] */
export type Delta = readonly [number, number, string];

export const deltaOf = (before: string, after: string): Delta => {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return [head, tail, after.slice(head, after.length - tail)];
};

export const applyDelta = (before: string, [head, tail, between]: Delta): string => {
  if (head + tail > before.length) throw new RangeError("a change of another text");
  return before.slice(0, head) + between + before.slice(before.length - tail);
};
