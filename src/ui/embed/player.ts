// The simulation of an embed, loaded when somebody presses play: it takes the place of the picture and draws as the picture was drawn.
// Without React, for it is to be small; it keeps nothing, so it works where storage is blocked and in a sandboxed frame.
import { EmbedRun } from "#app/embed/embed-run";
import { SceneRun } from "#app/embed/scene-run";
import { embed as embedEn, type EmbedWords } from "#app/i18n/embed-en";
import { embed as embedKo } from "#app/i18n/embed-ko";
import { words as wordsEn } from "#app/i18n/words-en";
import { words as wordsKo } from "#app/i18n/words-ko";
import type { Bridge, StartPlayer } from "./bridge.ts";
import { button } from "./dom.ts";
import { HandsOn } from "./hands-on.ts";
import { LivePicture } from "./live-picture.ts";
import { readMessage } from "./messages.ts";
import { Panes } from "./panes.ts";
import { DRAW_MS, PlayControls } from "./play-controls.ts";
import { ScenePlayer } from "./scene-player.ts";
import { placeFor, tick } from "./ticking.ts";

const WORDS = { en: wordsEn, ko: wordsKo };
const TEXTS = { en: embedEn, ko: embedKo };

class Player {
  readonly #bridge: Bridge;
  readonly #run: EmbedRun;
  readonly #text: EmbedWords;
  readonly #picture: LivePicture;
  readonly #panes: Panes;
  readonly #controls: PlayControls;
  readonly #said: HTMLElement;
  readonly #hands: HandsOn;
  #isPlaying: boolean;
  #speed: number;
  #restMs = 0;
  #drawnAt = -Infinity;
  #told = "";

  constructor(bridge: Bridge, scene: unknown, hands: HandsOn) {
    const { root, language, params } = bridge;
    this.#bridge = bridge;
    this.#hands = hands;
    this.#text = TEXTS[language];
    this.#isPlaying = bridge.isPlaying;
    this.#speed = params.speed;
    this.#run = new EmbedRun(scene, {
      words: WORDS[language],
      seed: params.seed,
      step: params.step,
      atMs: params.t === null ? null : params.t * 1000,
      shownMs: bridge.atMs,
    });
    const { place, shape } = placeFor(root);
    this.#picture = new LivePicture(place.querySelector("svg")!, shape, this.#text);
    this.#controls = new PlayControls(root, this.#text, {
      toggle: () => this.#toggle(),
      seek: (atMs) => this.#seek(atMs),
    });
    this.#said = root.querySelector<HTMLElement>(".said")!;
    this.#said.textContent = "";
    this.#tools(root.querySelector(".tools")!);
    this.#panes = new Panes(root.querySelector<HTMLElement>(".panes")!, this.#run, {
      text: this.#text,
      params,
      act: (what) =>
        hands.do(() => {
          what();
          this.#changed();
        }),
    });
    tick(root, (wallMs, now) => this.#pass(wallMs, now));
    this.#changed();
    bridge.post({ type: "ready" });
    if (bridge.isPlaying) this.#controls.focus();
  }

  take(message: unknown): void {
    const said = readMessage(message);
    if ("why" in said) return this.#bridge.post({ type: "refused", why: said.why });
    switch (said.type) {
      case "play":
        return this.#play(true);
      case "pause":
        return this.#play(false);
      case "seek":
        return this.#seek(said.t * 1000);
      case "speed":
        this.#speed = said.speed;
        return undefined;
      case "apply":
        if (!this.#bridge.params.mayEdit) return this.#bridge.post({ type: "refused", why: "edit is not allowed" });
        return this.#hands.do(() => {
          this.#run.apply(said.file, said.text);
          this.#changed();
        });
    }
  }

  #tools(place: Element): void {
    if (this.#run.canMend) {
      place.append(
        button(this.#text.mend, () =>
          this.#hands.do(() => {
            this.#run.mend();
            this.#play(true);
          }),
        ),
      );
    }
    place.append(
      button(this.#text.again, () => {
        this.#run.restart();
        this.#told = "";
        this.#play(true);
      }),
    );
  }

  #pass(wallMs: number, now: number): void {
    if (!this.#isPlaying) return;
    const dueMs = wallMs * this.#speed + this.#restMs;
    this.#restMs = dueMs % 1;
    try {
      this.#run.advance(Math.floor(dueMs));
      if (now - this.#drawnAt >= DRAW_MS) this.#draw(now);
    } catch (error) {
      this.#isPlaying = false; // A fault ends the playing, not the picture.
      throw error;
    }
  }

  #toggle(): void {
    this.#play(!this.#isPlaying);
  }
  #play(isPlaying: boolean): void {
    this.#isPlaying = isPlaying;
    this.#changed();
  }
  #seek(atMs: number): void {
    this.#isPlaying = false;
    this.#run.seek(atMs);
    this.#changed();
  }
  /** Something was done: it is shown at once, and said in words. */
  #changed(): void {
    this.#draw(performance.now());
    if (!this.#isPlaying) this.#picture.describe(this.#run.view());
  }

  #draw(now: number): void {
    this.#drawnAt = now;
    const run = this.#run;
    const strip = run.strip();
    const { nowMs, timeText, failed } = run;
    this.#picture.draw({ view: run.view(), strip, nowMs, label: timeText, isPlaying: this.#isPlaying }, now);
    this.#controls.show({ isPlaying: this.#isPlaying, atMs: nowMs, toMs: strip.toMs, text: timeText });
    this.#said.textContent = `${timeText} · ${this.#text.failed(failed)}${run.isMended ? ` · ${this.#text.mended}` : ""}`;
    this.#panes.draw();
    this.#tell(nowMs, failed);
  }

  #tell(nowMs: number, failed: number): void {
    const { post } = this.#bridge;
    post({ type: "time", t: Math.round(nowMs) / 1000, isPlaying: this.#isPlaying, failed });
    const { step, isStepDone, isMended } = this.#run;
    const told = `${step} ${isStepDone}`;
    if (told === this.#told) return;
    this.#told = told;
    post({ type: "step", step, isDone: isStepDone });
    if (isMended) post({ type: "done" });
  }
}

const start: StartPlayer = async (bridge, data) => {
  const { language, params, root, loadHands } = bridge;
  const hands = new HandsOn(loadHands, () => {
    root.querySelector(".said")!.textContent = root.dataset["notLoaded"] ?? "";
  });
  const isScene = params.isScene && SceneRun.isTold(data);
  if (isScene ? SceneRun.beginsByHand(data) : EmbedRun.beginsByHand(data, params)) await hands.here;
  const said = { words: WORDS[language], text: TEXTS[language] };
  const player = isScene
    ? new ScenePlayer(bridge, SceneRun.of(data)!, { ...said, hands })
    : new Player(bridge, data, hands);
  return (message) => player.take(message);
};
window.drydockPlayer = start;
