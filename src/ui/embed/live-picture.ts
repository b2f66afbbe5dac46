// The picture while it plays: drawn by what drew it when the site was built, layer by layer, each only when it is another.
import type { GraphLayout } from "#app/graph/layout";
import type { EmbedWords } from "#app/i18n/embed-en";
import type { ClusterView } from "#app/view-models/graph";
import { describeScene } from "../picture/alt.ts";
import { DOTS_MS } from "../picture/pace.ts";
import { drawScene, LAYERS as SCENE } from "../picture/scene.ts";
import { drawPlayhead, drawStrip, STRIP_HEIGHT, stripX, type Strip } from "../picture/strip.ts";

export interface Shown {
  readonly view: ClusterView;
  readonly strip: Strip;
  readonly nowMs: number;
  readonly label: string;
  readonly isPlaying: boolean;
}

const SETTLED_MS = 4000;
const STRIP = ["strip", "head"] as const;
type Layer = (typeof SCENE | typeof STRIP)[number];
const SVG = "http://www.w3.org/2000/svg";

export class LivePicture {
  readonly #svg: SVGSVGElement;
  readonly #layers = new Map<Layer, SVGGElement>();
  readonly #shape: "stage" | "tall";
  readonly #text: EmbedWords;
  readonly #hasButton: boolean;
  readonly #drawn: Record<Layer, string> = { ground: "", dots: "", still: "", crosses: "", strip: "", head: "" };
  #layout: GraphLayout | null = null;
  #dotsAt = 0;
  /** Of the picture that stood there, and of what is drawn in its place. */
  readonly #least: number;
  #height: number;
  #higherAt = 0;

  /** Takes the place of the picture that stands in `svg`. `room`: the height of the highest that will be drawn, where that is known. */
  constructor(svg: SVGSVGElement, shape: "stage" | "tall", text: EmbedWords, { hasButton = true, room = 0 } = {}) {
    this.#svg = svg;
    this.#shape = shape;
    this.#text = text;
    this.#hasButton = hasButton;
    const { width, height } = svg.viewBox.baseVal;
    const had = height - STRIP_HEIGHT[shape];
    this.#least = Math.max(had, room);
    this.#height = this.#least;
    for (const layer of svg.querySelectorAll(":scope > :not(title, desc)")) layer.remove();
    // The place stays as high as the picture was, whatever comes to be drawn in it.
    svg.style.aspectRatio = `${width} / ${had}`;
    svg.setAttribute("viewBox", `0 0 ${width} ${this.#height}`);
    const strip = document.createElementNS(SVG, "svg");
    strip.setAttribute("viewBox", `0 0 ${width} ${STRIP_HEIGHT[shape]}`);
    strip.setAttribute("aria-hidden", "true");
    svg.after(strip);
    for (const name of SCENE) this.#add(svg, name);
    for (const name of STRIP) this.#add(strip, name);
  }

  draw({ view, strip, nowMs, label, isPlaying }: Shown, wallMs: number): void {
    const scene = drawScene(view, {
      shape: this.#shape,
      text: this.#text,
      previous: this.#layout,
      leastHeight: this.#least,
    });
    this.#layout = scene.layout;
    this.#fit(scene, wallMs);
    const place = { shape: this.#shape, width: scene.width, top: 0 };
    for (const name of ["ground", "still"] as const) this.#put(name, scene[name]);
    if (wallMs - this.#dotsAt > DOTS_MS || !isPlaying) {
      this.#dotsAt = wallMs;
      for (const name of ["dots", "crosses"] as const) this.#put(name, scene[name]);
    }
    const button = this.#hasButton ? (isPlaying ? "pause" : "play") : null;
    this.#put("strip", drawStrip(strip, { ...place, text: this.#text, button, nowMs }));
    this.#put("head", drawPlayhead(stripX(strip, nowMs, place), label, place));
    this.#svg.toggleAttribute("data-paused", !isPlaying);
  }

  /** More than the picture had is drawn smaller, and its place on the page stays; larger again only when that has lasted. */
  #fit({ width, height }: { readonly width: number; readonly height: number }, wallMs: number): void {
    if (height >= this.#height) this.#higherAt = wallMs;
    const isShrinking = height < this.#height && wallMs - this.#higherAt > SETTLED_MS;
    if (height <= this.#height && !isShrinking) return;
    this.#height = height;
    this.#svg.setAttribute("viewBox", `0 0 ${width} ${Math.round(height)}`);
  }

  /** For those who do not see it: said when it stands still, not at every change. */
  describe(view: ClusterView): void {
    const description = this.#svg.querySelector("desc");
    if (description) description.textContent = describeScene(view, this.#text);
  }

  #put(layer: Layer, drawing: string): void {
    if (this.#drawn[layer] === drawing) return;
    this.#drawn[layer] = drawing;
    const group = this.#layers.get(layer);
    // Every text in it went through escapeText.
    if (group) group.innerHTML = drawing;
  }

  #add(to: SVGSVGElement, layer: Layer): void {
    const group = document.createElementNS(SVG, "g");
    to.append(group);
    this.#layers.set(layer, group);
  }
}
