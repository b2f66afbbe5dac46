// Reed-Solomon check bytes over GF(256) with 0x11d, as QR codes use them.

const POWERS: number[] = [];
const LOGS: number[] = [];
for (let i = 0, x = 1; i < 255; i++) {
  POWERS[i] = x;
  LOGS[x] = i;
  x = x < 128 ? x * 2 : (x * 2) ^ 0x11d;
}

const times = (a: number, b: number): number => (a === 0 || b === 0 ? 0 : POWERS[(LOGS[a]! + LOGS[b]!) % 255]!);

/** Product of (x - 2^i), without its first coefficient, which is 1. */
const divisorOf = (degree: number): readonly number[] => {
  let all = [1];
  for (let i = 0; i < degree; i++) {
    const next = [...all, 0];
    for (const [k, coefficient] of all.entries()) next[k + 1] = next[k + 1]! ^ times(coefficient, POWERS[i]!);
    all = next;
  }
  return all.slice(1);
};

/** The bytes that make the whole divisible. */
export const withCheck = (data: readonly number[], count: number): readonly number[] => {
  const divisor = divisorOf(count);
  const rest = Array.from({ length: count }, () => 0);
  for (const byte of data) {
    const factor = byte ^ rest.shift()!;
    rest.push(0);
    for (const [i, coefficient] of divisor.entries()) rest[i] = rest[i]! ^ times(coefficient, factor);
  }
  return rest;
};
