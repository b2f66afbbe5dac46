/** Go's path.Clean of a path from the root, but for the root itself: `/etc//config/../x` is `/etc/x`, and `/` is "". */
export const normalPath = (path: string): string => {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts.map((part) => `/${part}`).join("");
};
