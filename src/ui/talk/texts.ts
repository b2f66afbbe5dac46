const pad = (n: number): string => String(n).padStart(2, "0");

/** `14:32`: what the clock on the wall says. */
export const wallText = (ms: number): string => {
  const at = new Date(ms);
  return `${pad(at.getHours())}:${pad(at.getMinutes())}`;
};
