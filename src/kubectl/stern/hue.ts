// Models stern/color.go (stern 1.33): which of its colours a pod or a container has.

/** Bright for the pod, plain for the container: cyan, green, magenta, yellow, blue, red. */
export const COLOURS = [
  ["96", "36"],
  ["92", "32"],
  ["95", "35"],
  ["93", "33"],
  ["94", "34"],
  ["91", "31"],
] as const;

/** FNV-1 of 32 bits: multiplied first, then mixed with the byte. Names of pods and containers are ASCII. */
export const fnv = (name: string): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = (Math.imul(hash, 0x01000193) ^ name.charCodeAt(i)) >>> 0;
  return hash;
};

/** Which of stern's six colours a pod has, 0 to 5: for who paints its lines without codes in them. */
export const hueOf = (pod: string): number => fnv(pod) % COLOURS.length;
