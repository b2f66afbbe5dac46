// What a key press waits for at the prompt while twenty pods log a hundred lines a second and fifty thousand stand above it. Needs a built
// site and a browser.
//   node e2e/bench/key.mjs [--dist DIR] [--browser PATH]
// Prints the processor time that the main thread took from the press to the paint that shows the letter (the goal: 16 ms at p95), what it
// took for a frame without one, and what the browser itself says of the wait: that is wall time, in steps of 8 ms, and shows what else the
// machine does.
import { build, mainSlices, print, traced, type, withSandbox } from "./page.mjs";

const PRESSES = 100;
/** The application writes five lines a second. */
const TALKATIVE = [{ from: "startupCpuMilli:200,", to: "startupCpuMilli:200,logEveryMs:200," }];

await withSandbox(TALKATIVE, async (page) => {
  await build(page, {
    workers: 4,
    commands: ["kubectl create deployment web --image=demo/web:1.0 --replicas=20 --port=8080"],
  });
  await type(page, "seq 50000");
  await type(page, "stern web");
  await page.getByRole("log").getByText("web-").last().waitFor();
  await page.evaluate(observeEvents);
  const line = page.getByRole("combobox", { name: "Command" });
  await line.focus();
  const drawnLines = () => page.evaluate(() => document.querySelectorAll("[data-log] [data-kind]").length);
  const events = await traced(page, async () => {
    for (let i = 0; i < PRESSES; i++) {
      await page.keyboard.press(i % 20 === 19 ? "Control+KeyU" : "KeyA");
      await page.waitForTimeout(37);
    }
  });
  const { presses, frames } = costs(events);
  const waits = await page.evaluate(() => globalThis.waits);
  const elements = await drawnLines();
  console.log(`a hundred log lines a second below fifty thousand: ${elements} of them are drawn`);
  print("a key press, to its paint", presses, "  (goal: p95 16 ms)");
  print("a frame without one", frames);
  print("a key press by the clock", waits);
});

/** In the page: what the browser says of each key press. Shorter ones than 16 ms it keeps to itself. */
function observeEvents() {
  globalThis.waits = [];
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries()) if (name === "keydown") globalThis.waits.push(duration);
  }).observe({ type: "event", durationThreshold: 16 });
}

/** The main thread's milliseconds from each press to the end of the next paint, and those of the frames in between. */
function costs(events) {
  const [presses, frames] = [[], []];
  let [ms, isPressed, end] = [0, false, 0];
  for (const { name, ts, dur, tdur, args } of mainSlices(events)) {
    if (ts < end) continue;
    end = ts + dur;
    if (name === "EventDispatch" && args?.data?.type === "keydown") isPressed = true;
    ms += (tdur ?? dur) / 1000;
    if (name !== "Layerize") continue;
    (isPressed ? presses : frames).push(ms);
    [ms, isPressed] = [0, false];
  }
  return { presses, frames };
}
