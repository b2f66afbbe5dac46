// A scene as it plays: the broken half, what mends it, the mended half, in a minute and without words. Below the picture the last line that
// was typed and what came of it, in the cluster's own words; the one sentence stands in the bar.
import { SCENE_MS, type SceneRun } from "#app/embed/scene-run";
import type { EmbedWords } from "#app/i18n/embed-en";
import type { Words } from "#app/i18n/words";
import type { Bridge } from "./bridge.ts";
import { button, make } from "./dom.ts";
import { onFaults } from "./fault.ts";
import { FittingPicture } from "./fitting-picture.ts";
import type { HandsOn } from "./hands-on.ts";
import { readMessage } from "./messages.ts";
import { DRAW_MS } from "../picture/pace.ts";
import { PlayControls } from "./play-controls.ts";
import { tick } from "./ticking.ts";

export interface SceneWords {
  readonly words: Words;
  readonly text: EmbedWords;
  readonly hands: HandsOn;
}

export class ScenePlayer {
  readonly #bridge: Bridge;
  readonly #run: SceneRun;
  readonly #words: Words;
  readonly #text: EmbedWords;
  readonly #hands: HandsOn;
  readonly #picture: FittingPicture;
  readonly #controls: PlayControls;
  readonly #cut = make("div", { className: "cut", hidden: true });
  readonly #stamp = make("div", { className: "stamp" });
  readonly #onFault: (thrown: unknown) => void;
  readonly #console = make("pre", { className: "console" });
  readonly #counts: Readonly<Record<"broken" | "mended", HTMLElement>>;
  #isPlaying: boolean;
  #speed: number;
  #drawnAt = -Infinity;

  constructor(bridge: Bridge, run: SceneRun, said: SceneWords) {
    const { root, params } = bridge;
    this.#bridge = bridge;
    this.#words = said.words;
    this.#text = said.text;
    this.#hands = said.hands;
    this.#isPlaying = bridge.isPlaying;
    this.#speed = params.speed;
    this.#run = run;
    this.#picture = new FittingPicture(root, {
      text: said.text,
      over: [this.#cut, this.#stamp],
      roomOf: (shape) => Number(root.dataset[shape]),
    });
    for (const { kind, text } of run.mend) this.#cut.append(make("code", { className: kind, textContent: text }));
    this.#controls = new PlayControls(root, said.text, {
      toggle: () => this.#toggle(),
      seek: (atMs) => this.#seek(atMs),
    });
    const panes = root.querySelector<HTMLElement>(".panes")!;
    panes.hidden = false;
    panes.append(this.#console);
    this.#counts = { broken: make("b", { className: "broken" }), mended: make("b", { className: "mended" }) };
    this.#onFault = onFaults({
      root,
      hands: said.hands,
      said: this.#console,
      label: said.text.report,
      // A fault ends the playing, not the picture: a step that throws has not happened.
      stop: (why) => {
        this.#isPlaying = false;
        return said.text.broke(`${Math.floor(run.atMs / 1000)} s`, why);
      },
      broken: () => run.brokenRun,
    });
    const told = root.querySelector<HTMLElement>(".said")!;
    told.textContent = "";
    told.append(this.#counts.broken, " ", this.#counts.mended);
    root.querySelector(".tools")!.append(button(said.text.again, () => this.#again()));
    tick(root, (wallMs, now) => this.#pass(wallMs, now));
    this.#changed();
    bridge.post({ type: "ready" });
    if (bridge.isPlaying) this.#controls.focus();
  }

  take(message: unknown): void {
    const said = readMessage(message);
    if ("why" in said) return this.#bridge.post({ type: "refused", why: said.why });
    if (said.type === "apply") return this.#bridge.post({ type: "refused", why: "a scene is not edited" });
    if (said.type === "seek") return this.#seek(said.t * 1000);
    if (said.type === "speed") this.#speed = said.speed;
    else this.#play(said.type === "play");
    return undefined;
  }

  #pass(wallMs: number, now: number): void {
    if (!this.#isPlaying) return;
    const atMs = this.#run.atMs + wallMs * this.#speed;
    if (!this.#hands.isHere && this.#run.typesUntil(atMs)) return; // It goes on when there is something to type with.
    try {
      this.#run.seek(atMs);
    } catch (error) {
      return this.#onFault(error);
    }
    if (this.#run.atMs >= SCENE_MS) {
      this.#play(false);
      this.#bridge.post({ type: "done" });
    } else if (now - this.#drawnAt >= DRAW_MS) this.#draw(now);
  }

  #toggle(): void {
    if (this.#run.atMs >= SCENE_MS) this.#again();
    else this.#play(!this.#isPlaying);
  }
  #again(): void {
    this.#run.seek(0);
    this.#play(true);
  }
  #play(isPlaying: boolean): void {
    this.#isPlaying = isPlaying;
    this.#changed();
  }
  #seek(atMs: number): void {
    this.#isPlaying = false;
    const go = (): void => {
      this.#run.seek(atMs);
      this.#changed();
    };
    if (this.#run.typesUntil(atMs)) this.#hands.do(go);
    else go();
  }
  #changed(): void {
    this.#draw(performance.now());
    if (!this.#isPlaying) this.#picture.describe(this.#run.view(this.#words));
  }

  #draw(now: number): void {
    this.#drawnAt = now;
    const run = this.#run;
    const { atMs, half, isCut } = run;
    const label = isCut ? "" : `${this.#text[half]}${speedText(run.speed)}`;
    const strip = { bins: run.bins(), fromMs: 0, toMs: SCENE_MS };
    this.#picture.draw({ view: run.view(this.#words), strip, nowMs: atMs, label, isPlaying: this.#isPlaying }, now);
    this.#cut.hidden = !isCut;
    this.#stamp.textContent = this.#text[half];
    this.#stamp.dataset["half"] = half;
    this.#stamp.hidden = isCut;
    this.#write(this.#console, lastLines(run.console));
    for (const name of ["broken", "mended"] as const) this.#count(name);
    const text = `${Math.floor(atMs / 1000)} s ${label}`;
    this.#controls.show({ isPlaying: this.#isPlaying, atMs, toMs: SCENE_MS, text });
    this.#bridge.post({
      type: "time",
      t: Math.round(atMs) / 1000,
      isPlaying: this.#isPlaying,
      failed: run.failed(half) ?? 0,
    });
  }

  #count(name: "broken" | "mended"): void {
    const failed = this.#run.failed(name);
    this.#write(
      this.#counts[name],
      failed === null ? "" : `${name === "broken" ? "✕" : "✓"} ${this.#text.failed(failed)}`,
    );
  }

  #write(place: HTMLElement, text: string): void {
    if (place.textContent !== text) place.textContent = text;
  }
}

/** One looks at the cluster's clock, as long as nothing is said. */
const speedText = (speed: number): string => {
  const rounded = speed < 10 ? Math.round(speed * 10) / 10 : Math.round(speed);
  return rounded === 1 ? "" : ` · ${rounded}×`;
};

const MOST_ANSWERS = 2;

/** The last line that was typed, and the end of what came of it. */
const lastLines = (text: string): string => {
  const lines = text.trimEnd().split("\n");
  const at = lines.findLastIndex((line) => line.startsWith("$ "));
  if (at < 0) return "";
  return [lines[at]!, ...lines.slice(at + 1).slice(-MOST_ANSWERS)].join("\n");
};
