// The live picture of an embed as wide as its frame is: of the two drawings the one that fits, and the other one when the frame comes to another
// width (a phone that is turned, a column that grows).
import type { EmbedWords } from "#app/i18n/embed-en";
import type { ClusterView } from "#app/view-models/graph";
import { make } from "./dom.ts";
import { LivePicture, type Shown } from "./live-picture.ts";

type Shape = "stage" | "tall";

export interface PictureParts {
  readonly text: EmbedWords;
  /** What lies over the picture, whichever is shown. */
  readonly over?: readonly Element[];
  /** The height of the highest that will be drawn, where that is known. */
  readonly roomOf?: (shape: Shape) => number;
}

export class FittingPicture {
  readonly #root: Element;
  readonly #parts: PictureParts;
  readonly #narrow = matchMedia("(max-width: 519px)");
  readonly #live = new Map<Shape, LivePicture>();
  #shape: Shape | null = null;
  #shown: Shown | null = null;

  constructor(root: Element, parts: PictureParts) {
    this.#root = root;
    this.#parts = parts;
    this.#narrow.addEventListener("change", () => {
      if (this.#shown) this.draw(this.#shown, performance.now());
    });
  }

  draw(shown: Shown, wallMs: number): void {
    this.#shown = shown;
    this.#fitting().draw(shown, wallMs);
  }
  describe(view: ClusterView): void {
    this.#fitting().describe(view);
  }

  #fitting(): LivePicture {
    const shape = this.#narrow.matches ? "tall" : "stage";
    const place = this.#root.querySelector(shape === "tall" ? ".tall" : ".wide")!;
    const picture = this.#live.get(shape) ?? this.#begin(place, shape);
    if (shape !== this.#shape) place.querySelector(".over")?.append(...(this.#parts.over ?? []));
    this.#shape = shape;
    return picture;
  }

  #begin(place: Element, shape: Shape): LivePicture {
    const { text, over, roomOf } = this.#parts;
    const svg = place.querySelector("svg")!;
    const picture = new LivePicture(svg, shape, text, { room: roomOf?.(shape) ?? 0 });
    place.classList.add("live");
    if (over) {
      const around = make("div", { className: "over" });
      svg.before(around);
      around.append(svg);
    }
    this.#live.set(shape, picture);
    return picture;
  }
}
