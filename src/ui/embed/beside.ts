// “What if?” of an embed: two futures beside each other on one clock, in place of the picture. It comes with the second script.
import { inSlices } from "#app/drivers/slices";
import { whatIf as whatIfEn, type WhatIfWords } from "#app/i18n/what-if-en";
import { whatIf as whatIfKo } from "#app/i18n/what-if-ko";
import { GoodStates } from "#app/session/rescue";
import type { ClusterView } from "#app/view-models/graph";
import { ClusterViews } from "#app/views/cluster-view";
import { TimelineIndex } from "#app/views/timeline-index";
import { makingPair, type SideIds } from "#app/what-if/making-pair";
import type { Pair, PairView, SideView } from "#app/what-if/pair";
import { sideName } from "#app/what-if/side-name";
import { choicesOf, firstPair, type SideChoice } from "#app/what-if/sides";
import { DIFF_SIGNS } from "#app/views/diff-signs";
import { drawScene } from "../picture/scene.ts";
import { STRIP_HEIGHT } from "../picture/strip.ts";
import style from "./beside.css?raw";
import { button, make } from "./dom.ts";
import type { CompareOptions, Comparison } from "./hands-parts.ts";
import { LivePicture } from "./live-picture.ts";
import { DRAW_MS } from "../picture/pace.ts";

const WORDS = { en: whatIfEn, ko: whatIfKo };
const live = { createViews: () => new ClusterViews(), createTimeline: () => new TimelineIndex() };
const SVG = "http://www.w3.org/2000/svg";

/** null: there is only one future. */
export const compare = (options: CompareOptions): Comparison | null => {
  const { session } = options.run.sources;
  const choices = choicesOf(session);
  const isThere = (id: string): boolean => choices.some((one) => one.id === id);
  const { wanted } = options;
  const ids = Array.isArray(wanted) && wanted.every(isThere) ? (wanted as SideIds) : firstPair(session, true);
  return ids && new Beside(options, choices, ids);
};

class Beside implements Comparison {
  readonly element = make("div", { className: "beside" });
  readonly #options: CompareOptions;
  readonly #text: WhatIfWords;
  readonly #halves: readonly [Half, Half];
  readonly #button: HTMLButtonElement;
  readonly #slider = make("input", { type: "range", min: "0", step: "0.5" });
  readonly #time = make("time");
  readonly #parting = make("p", { className: "parting" });
  readonly #diffs = make("pre", { className: "diffs" });
  #ids: SideIds;
  #pair: Pair | null = null;
  /** Made once: every pair of the lesson's own begins with them. */
  #good: GoodStates | null = null;
  #isClosed = false;
  #atMs = 0;
  #isPlaying: boolean;
  #speed: number;
  #drawnAt = -Infinity;

  constructor(options: CompareOptions, choices: readonly SideChoice[], ids: SideIds) {
    this.#options = options;
    this.#text = WORDS[options.language];
    this.#ids = ids;
    this.#isPlaying = options.isPlaying;
    this.#speed = options.speed;
    const half = (side: 0 | 1): Half =>
      new Half({ side, choices, chosen: ids[side], text: this.#text, onChoose: (id) => this.#choose(side, id) });
    this.#halves = [half(0), half(1)];
    this.#button = button("", () => this.play(!this.#isPlaying));
    this.#slider.ariaLabel = this.#text.clock;
    this.#slider.addEventListener("input", () => this.seek(Number(this.#slider.value) * 1000));
    const clock = make("div", { className: "clock" });
    clock.append(this.#button, this.#slider, this.#time);
    const sides = make("div", { className: "sides" });
    sides.append(...this.#halves.map((one) => one.element));
    this.#diffs.tabIndex = 0;
    this.#diffs.ariaLabel = this.#text.yaml;
    this.element.append(make("style", { textContent: style }), sides, clock, this.#parting, this.#diffs);
    void this.#make();
  }

  pass(wallMs: number, now: number): void {
    if (!this.#isPlaying || !this.#pair) return;
    this.#atMs += wallMs * this.#speed;
    if (now - this.#drawnAt >= DRAW_MS) this.#draw(now);
  }
  play(isPlaying: boolean): void {
    this.#isPlaying = isPlaying;
    this.#draw(performance.now());
  }
  seek(atMs: number): void {
    this.#atMs = atMs;
    this.play(false);
  }
  setSpeed(speed: number): void {
    this.#speed = speed;
  }

  close(): void {
    this.#isClosed = true;
    this.element.remove();
  }

  #choose(side: 0 | 1, id: string): void {
    this.#ids = side === 0 ? [id, this.#ids[1]] : [this.#ids[0], id];
    void this.#make();
  }

  async #make(): Promise<void> {
    const ids = this.#ids;
    this.#pair = null;
    this.element.ariaBusy = "true";
    this.#parting.textContent = this.#text.making;
    const { session, options, zeroMs } = this.#options.run.sources;
    this.#good ??= options.lesson ? new GoodStates(options, session.run.untouched()) : null;
    const work = makingPair(ids, { source: { session, options, good: this.#good }, zeroMs, live });
    const made = await inSlices(work, () => !this.#isClosed && ids === this.#ids);
    if (!made) return;
    this.#pair = made.pair;
    this.#atMs = this.#isPlaying ? made.pair.beginsMs : made.pair.differsMs;
    this.element.ariaBusy = null;
    this.#draw(performance.now());
  }

  #draw(now: number): void {
    const { text, words, onShown } = this.#options;
    const name = this.#isPlaying ? text.pause : text.play;
    if (this.#button.ariaLabel !== name) {
      this.#button.ariaLabel = name;
      this.#button.textContent = this.#isPlaying ? "❚❚" : "▶";
    }
    if (!this.#pair) return;
    this.#drawnAt = now;
    const view = this.#pair.at(this.#atMs, words);
    const moment = {
      toMs: Math.max(1000, view.seenMs),
      nowMs: view.nowMs,
      isPlaying: this.#isPlaying,
      now,
      embed: text,
    };
    this.#halves[0].draw(view.left, moment);
    this.#halves[1].draw(view.right, moment);
    this.#slider.max = String(moment.toMs / 1000);
    this.#slider.value = String(view.nowMs / 1000);
    this.#slider.setAttribute("aria-valuetext", view.nowText);
    this.#time.textContent = view.nowText;
    this.#tell(view);
    onShown({ atMs: view.nowMs, isPlaying: this.#isPlaying, failed: [view.left.failed, view.right.failed] });
  }

  /** Where they part, and in what that people write they differ. */
  #tell({ parting, diffs }: PairView): void {
    const said = parting === null ? this.#text.same : this.#text.parts(parting.atText);
    if (this.#parting.dataset["said"] !== said) {
      this.#parting.dataset["said"] = said;
      this.#parting.replaceChildren(
        parting === null ? said : button(said, () => this.seek(parting.atMs), "link"),
        ...(parting === null ? [] : [parting.left, parting.right]).map((line) =>
          make("code", { textContent: line ?? this.#text.nothingYet }),
        ),
      );
    } else if (this.#parting.textContent === this.#text.making) this.#parting.textContent = said;
    const shown = diffs.flatMap(({ id, lines }) => [
      { kind: "name", text: id },
      ...lines.map(({ kind, text }) => ({ kind, text: `${DIFF_SIGNS[kind]} ${text}` })),
    ]);
    const all = shown.map(({ text }) => text).join("\n");
    if (this.#diffs.dataset["said"] === all) return;
    this.#diffs.dataset["said"] = all;
    this.#diffs.hidden = shown.length === 0;
    this.#diffs.replaceChildren(
      ...shown.map(({ kind, text }) => make("span", { className: kind, textContent: `${text}\n` })),
    );
  }
}

interface HalfOptions {
  readonly side: 0 | 1;
  readonly choices: readonly SideChoice[];
  readonly chosen: string;
  readonly text: WhatIfWords;
  readonly onChoose: (id: string) => void;
}
interface HalfMoment {
  readonly toMs: number;
  readonly nowMs: number;
  readonly isPlaying: boolean;
  /** Wall time. */
  readonly now: number;
  readonly embed: CompareOptions["text"];
}

class Half {
  readonly element = make("section", { className: "side" });
  readonly #text: WhatIfWords;
  readonly #label: string;
  readonly #count = make("p");
  #picture: LivePicture | null = null;

  constructor({ side, choices, chosen, text, onChoose }: HalfOptions) {
    this.#text = text;
    this.#label = side === 0 ? text.left : text.right;
    this.element.ariaLabel = this.#label;
    const select = make("select", { ariaLabel: this.#label });
    for (const one of choices) {
      const { id } = one;
      select.append(make("option", { value: id, textContent: sideName(one, text), selected: id === chosen }));
    }
    select.addEventListener("change", () => onChoose(select.value));
    this.element.append(select, this.#count);
  }

  draw(side: SideView, { toMs, nowMs, isPlaying, now, embed }: HalfMoment): void {
    this.#picture ??= this.#begin(side.cluster, embed);
    const strip = { bins: side.bins, fromMs: 0, toMs };
    this.#picture.draw({ view: side.cluster, strip, nowMs, label: "", isPlaying }, now);
    if (!isPlaying) this.#picture.describe(side.cluster);
    const count = this.#text.failedOf(side.failed, side.failed + side.served);
    if (this.#count.textContent === count) return;
    this.#count.textContent = count;
    this.#count.className = side.failed > 0 ? "bad" : "";
  }

  #begin(view: ClusterView, embed: CompareOptions["text"]): LivePicture {
    const { width, height } = drawScene(view, { shape: "tall", text: embed, previous: null });
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", `0 0 ${width} ${Math.round(height) + STRIP_HEIGHT.tall}`);
    svg.setAttribute("class", "dd");
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", this.#label);
    svg.append(document.createElementNS(SVG, "desc"));
    this.element.append(svg);
    return new LivePicture(svg, "tall", embed, { hasButton: false });
  }
}
