// The play button and the slider of what plays in an embed: they take the place of the picture's own play button.
import type { EmbedWords } from "#app/i18n/embed-en";
import { button, make } from "./dom.ts";

export interface PlayMoment {
  readonly isPlaying: boolean;
  readonly atMs: number;
  /** Where the slider ends. */
  readonly toMs: number;
  /** The moment, as a screen reader says it. */
  readonly text: string;
}

export class PlayControls {
  readonly #button: HTMLButtonElement;
  readonly #slider = make("input", { type: "range", min: "0", step: "0.5", className: "seek" });
  readonly #text: EmbedWords;

  constructor(
    root: ParentNode,
    text: EmbedWords,
    on: { readonly toggle: () => void; readonly seek: (atMs: number) => void },
  ) {
    this.#text = text;
    this.#button = button("", on.toggle, "play");
    this.#slider.addEventListener("input", () => on.seek(Number(this.#slider.value) * 1000));
    root.querySelector(".play")!.replaceWith(this.#button, this.#slider);
  }

  show({ isPlaying, atMs, toMs, text }: PlayMoment): void {
    const name = isPlaying ? this.#text.pause : this.#text.play;
    if (this.#button.ariaLabel !== name) this.#button.ariaLabel = name;
    this.#slider.max = String(toMs / 1000);
    this.#slider.value = String(atMs / 1000);
    this.#slider.ariaLabel = this.#text.position;
    this.#slider.setAttribute("aria-valuetext", text);
  }

  focus(): void {
    this.#button.focus({ preventScroll: true });
  }
}
