// Time for a picture that plays: frames while it is on the screen. Off it nothing is simulated and nothing is drawn.

/** No frame counts for longer. */
const LONGEST_FRAME_MS = 100;

export const tick = (root: HTMLElement, pass: (wallMs: number, now: number) => void): void => {
  let isSeen = true;
  new IntersectionObserver((entries) => {
    isSeen = entries.at(-1)?.isIntersecting ?? true;
    root.toggleAttribute("data-asleep", !isSeen);
  }).observe(root);
  let last = performance.now();
  const frame = (now: number): void => {
    requestAnimationFrame(frame);
    const wallMs = Math.min(now - last, LONGEST_FRAME_MS);
    last = now;
    if (isSeen) pass(wallMs, now);
  };
  requestAnimationFrame(frame);
};
