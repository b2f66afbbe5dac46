// What bash's `time` prints. Simplified: a line uses no processor time here, it only takes its time.

const row = (name: string, ms: number): string =>
  `${name}\t${Math.floor(ms / 60_000)}m${((ms % 60_000) / 1000).toFixed(3)}s\n`;

export const timesText = (ms: number, isPosix: boolean): string => {
  if (isPosix) return `real ${(ms / 1000).toFixed(2)}\nuser 0.00\nsys 0.00\n`;
  return `\n${row("real", ms)}${row("user", 0)}${row("sys", 0)}`;
};
