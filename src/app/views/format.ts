// Times and amounts as the page writes them; the same in both languages.
const pad = (n: number): string => String(n).padStart(2, "0");

/** `02:22`, `1:02:22`: virtual time since the lesson began. */
export const clockText = (ms: number): string => {
  const s = Math.max(0, Math.floor(ms / 1000));
  const hours = Math.floor(s / 3600);
  const rest = `${pad(Math.floor(s / 60) % 60)}:${pad(s % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
};

/** `1:12`: a span. */
export const spanText = (ms: number): string => {
  const s = Math.max(0, Math.round(ms / 1000));
  return `${Math.floor(s / 60)}:${pad(s % 60)}`;
};

const MEBI = 1_048_576;
const GIBI = 1_073_741_824;

/** `489Mi`, `1.5Gi`. */
export const memoryText = (bytes: number): string => {
  if (bytes < GIBI) return `${Math.round(bytes / MEBI)}Mi`;
  return `${(bytes / GIBI).toFixed(1).replace(/\.0$/, "")}Gi`;
};

/** `250m`, `1.5`. */
export const cpuText = (milli: number): string =>
  milli < 1000 ? `${Math.round(milli)}m` : (milli / 1000).toFixed(1).replace(/\.0$/, "");
