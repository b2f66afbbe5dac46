// How crictl writes tables, ages and sizes.

/** As tabwriter draws crictl's tables. */
export const table = (rows: readonly (readonly string[])[]): string => {
  const widths = rows[0]!.map((_, i) => Math.max(17, ...rows.map((row) => row[i]!.length)) + 3);
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, i) => cell.padEnd(widths[i]!))
          .join("")
          .trimEnd()}\n`,
    )
    .join("");
};

/** As units.HumanDuration says it. */
export const ago = (ms: number): string => {
  const seconds = Math.floor(ms / 1000);
  if (seconds < 1) return "Less than a second ago";
  if (seconds < 60) return `${seconds} second${seconds === 1 ? "" : "s"} ago`;
  const minutes = Math.floor(seconds / 60);
  if (minutes === 1) return "About a minute ago";
  if (minutes < 60) return `${minutes} minutes ago`;
  const hours = Math.round(minutes / 60);
  if (hours === 1) return "About an hour ago";
  return hours < 48 ? `${hours} hours ago` : `${Math.floor(hours / 24)} days ago`;
};

export const sizeText = (bytes: number): string =>
  bytes >= 1e9
    ? `${(bytes / 1e9).toPrecision(3)}GB`
    : bytes >= 1e6
      ? `${(bytes / 1e6).toPrecision(3)}MB`
      : `${bytes / 1e3}kB`;
