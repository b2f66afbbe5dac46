// The simulation of an embed, loaded when somebody presses play: it takes the place of the picture and draws as the picture was drawn.
// Without React, for it is to be small; it keeps nothing, so it works where storage is blocked and in a sandboxed frame.
import type { EmbedMoment } from "#app/embed/embed-moment";
import { EmbedRun, isSandbox } from "#app/embed/embed-run";
import { SceneRun } from "#app/embed/scene-run";
import type { EmbedWords } from "#app/i18n/embed-en";
import { REFUSED, type Bridge, type StartPlayer } from "./bridge.ts";
import { button } from "./dom.ts";
import { onFaults } from "./fault.ts";
import { FittingPicture } from "./fitting-picture.ts";
import { HandsOn } from "./hands-on.ts";
import { handsParts, type Comparison } from "./hands-parts.ts";
import { readMessage } from "./messages.ts";
import { Panes } from "./panes.ts";
import { DRAW_MS } from "../picture/pace.ts";
import { PlayControls } from "./play-controls.ts";
import { ScenePlayer } from "./scene-player.ts";
import { tick } from "./ticking.ts";

class Player {
  readonly #bridge: Bridge;
  readonly #run: EmbedRun;
  readonly #text: EmbedWords;
  readonly #picture: FittingPicture;
  readonly #panes: Panes;
  readonly #controls: PlayControls;
  readonly #said: HTMLElement;
  readonly #onFault: (thrown: unknown) => void;
  readonly #hands: HandsOn;
  #isPlaying: boolean;
  #speed: number;
  #restMs = 0;
  #drawnAt = -Infinity;
  #told = "";
  #shown = { atMs: 0, toMs: 1, text: "" };
  readonly #note: string;
  readonly #place: HTMLElement;
  readonly #whatIf: HTMLButtonElement;
  #compared: Comparison | null = null;

  constructor(bridge: Bridge, scene: unknown, { hands, moment }: { hands: HandsOn; moment: EmbedMoment | null }) {
    const { root, language, params } = bridge;
    this.#bridge = bridge;
    this.#hands = hands;
    this.#text = bridge.text;
    this.#isPlaying = bridge.isPlaying;
    this.#speed = params.speed;
    this.#note = moment?.isSame === false ? ` · ${handsParts().differs(language)}` : "";
    this.#run = new EmbedRun(scene, {
      words: bridge.words,
      seed: params.seed,
      step: params.step,
      atMs: params.t === null ? null : params.t * 1000,
      shownMs: bridge.atMs,
      shownToMs: Number(root.dataset["to"]),
      ...(moment ? { moment } : {}),
    });
    this.#place = root.querySelector<HTMLElement>(".picture")!;
    this.#whatIf = button(this.#text.whatIf, () => this.#compare(this.#compared === null));
    this.#picture = new FittingPicture(root, { text: this.#text });
    this.#controls = new PlayControls(root, this.#text, {
      toggle: () => this.#toggle(),
      seek: (atMs) => this.#seek(atMs),
    });
    this.#said = root.querySelector<HTMLElement>(".said")!;
    this.#said.textContent = "";
    this.#onFault = onFaults({
      root,
      hands,
      said: this.#said,
      label: this.#text.report,
      // A fault ends the playing, not the picture: a step that throws has not happened.
      stop: (why) => {
        this.#isPlaying = false;
        this.#controls.show({ isPlaying: false, ...this.#shown });
        return this.#text.broke(this.#run.timeText, why);
      },
      broken: () => this.#run.broken,
    });
    this.#tools(root.querySelector(".tools")!);
    this.#panes = new Panes(root.querySelector<HTMLElement>(".panes")!, this.#run, {
      text: this.#text,
      params,
      act: (what) =>
        hands.do(() => {
          this.#compare(false);
          what();
          this.#changed();
        }),
    });
    tick(root, (wallMs, now) => this.#pass(wallMs, now));
    this.#changed();
    bridge.post({ type: "ready" });
    if (bridge.isPlaying) this.#controls.focus();
    if (params.whatIf !== null) this.#compare(true);
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
        return this.#compared?.setSpeed(said.speed);
      case "apply":
        if (!this.#bridge.params.mayEdit) return this.#bridge.post({ type: "refused", why: "edit is not allowed" });
        return this.#hands.do(() => {
          this.#compare(false);
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
            this.#compare(false);
            this.#run.mend();
            this.#play(true);
          }),
        ),
      );
    }
    place.append(
      this.#whatIf,
      button(this.#text.again, () => {
        this.#compare(false);
        this.#run.restart();
        this.#told = "";
        this.#play(true);
      }),
    );
  }

  /** Two futures beside each other in place of the picture, and back. */
  #compare(isWanted: boolean): void {
    if (!isWanted) {
      if (!this.#compared) return;
      this.#compared.close();
      this.#compared = null;
      return this.#showCompared();
    }
    this.#hands.do(() => {
      const { language, words, params, post } = this.#bridge;
      this.#compared = handsParts().compare({
        run: this.#run,
        language,
        words,
        text: this.#text,
        wanted: params.whatIf,
        isPlaying: this.#isPlaying,
        speed: this.#speed,
        onShown: ({ atMs, ...shown }) => post({ type: "compare", t: atMs / 1000, ...shown }),
      });
      this.#isPlaying = false;
      if (this.#compared) this.#place.after(this.#compared.element);
      this.#showCompared();
    });
  }
  #showCompared(): void {
    this.#place.hidden = this.#compared !== null;
    this.#whatIf.ariaPressed = String(this.#compared !== null);
    if (this.#compared) this.#said.textContent = "";
    else this.#changed();
  }

  #pass(wallMs: number, now: number): void {
    if (this.#compared) return this.#compared.pass(wallMs, now);
    if (!this.#isPlaying) return;
    const dueMs = wallMs * this.#speed + this.#restMs;
    this.#restMs = dueMs % 1;
    try {
      this.#run.advance(Math.floor(dueMs));
      if (now - this.#drawnAt >= DRAW_MS) this.#draw(now);
    } catch (error) {
      this.#onFault(error);
    }
  }

  #toggle(): void {
    this.#play(!this.#isPlaying);
  }
  #play(isPlaying: boolean): void {
    if (this.#compared) return this.#compared.play(isPlaying);
    this.#isPlaying = isPlaying;
    this.#changed();
  }
  #seek(atMs: number): void {
    if (this.#compared) return this.#compared.seek(atMs);
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
    this.#whatIf.hidden = !run.canCompare;
    const strip = run.strip();
    const { nowMs, timeText, failed } = run;
    this.#picture.draw({ view: run.view(), strip, nowMs, label: timeText, isPlaying: this.#isPlaying }, now);
    this.#shown = { atMs: nowMs, toMs: strip.toMs, text: timeText };
    this.#controls.show({ isPlaying: this.#isPlaying, ...this.#shown });
    this.#said.textContent = `${timeText} · ${this.#text.failed(failed)}${run.isMended ? ` · ${this.#text.mended}` : ""}${this.#note}`;
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
  if (bridge.moment !== null || isSandbox(data)) {
    await hands.here;
    const moment = await handsParts().openMoment(bridge.moment, data, language);
    if ("why" in moment) throw Object.assign(new Error(moment.why), { name: REFUSED });
    const player = new Player(bridge, data, { hands, moment });
    return (message) => player.take(message);
  }
  const isScene = params.isScene && SceneRun.isTold(data);
  if (isScene ? SceneRun.beginsByHand(data) : EmbedRun.beginsByHand(data, params)) await hands.here;
  const player = isScene
    ? new ScenePlayer(bridge, SceneRun.of(data)!, { words: bridge.words, text: bridge.text, hands })
    : new Player(bridge, data, { hands, moment: null });
  return (message) => player.take(message);
};
window.drydockPlayer = start;
