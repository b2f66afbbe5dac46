// The cluster in layers, each drawn again only when it is another one.
import type { GraphLayout } from "#app/graph/layout";
import type { EmbedWords } from "#app/i18n/embed-en";
import type { ClusterView } from "#app/view-models/graph";
import { describeScene } from "../picture/alt.ts";
import { DOTS_MS, DRAW_MS } from "../picture/pace.ts";
import { drawScene, LAYERS } from "../picture/scene.ts";
import { markup } from "./markup.ts";

const SVG = "http://www.w3.org/2000/svg";

export class FirstPicture {
  readonly element = document.createElementNS(SVG, "svg");
  readonly #text: EmbedWords;
  readonly #shape: "stage" | "tall";
  readonly #layers = LAYERS.map((name) => ({ name, group: document.createElementNS(SVG, "g"), drawn: "" }));
  #layout: GraphLayout | null = null;
  #drawnAt = -Infinity;
  #dotsAt = -Infinity;

  constructor(text: EmbedWords, shape: "stage" | "tall") {
    this.#text = text;
    this.#shape = shape;
    this.element.setAttribute("role", "img");
    this.element.append(...this.#layers.map(({ group }) => group));
  }

  draw(view: ClusterView, nowMs: number): void {
    if (nowMs - this.#drawnAt < DRAW_MS) return;
    this.#drawnAt = nowMs;
    const scene = drawScene(view, { shape: this.#shape, text: this.#text, previous: this.#layout });
    this.#layout = scene.layout;
    this.element.setAttribute("viewBox", `0 0 ${scene.width} ${Math.round(scene.height)}`);
    this.element.setAttribute("aria-label", describeScene(view, this.#text));
    // Dots begin their way anew when they are drawn again.
    const hasDots = nowMs - this.#dotsAt > DOTS_MS;
    if (hasDots) this.#dotsAt = nowMs;
    for (const layer of this.#layers) {
      const drawing = scene[layer.name];
      const isMoving = layer.name === "dots" || layer.name === "crosses";
      if (layer.drawn === drawing || (isMoving && !hasDots)) continue;
      layer.drawn = drawing;
      layer.group.innerHTML = markup(drawing);
    }
  }
}
