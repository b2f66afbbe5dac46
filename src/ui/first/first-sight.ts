// A lesson on a slow line, before its page has come: the words of the step, the cluster as a picture that lives, and a button for time. It is
// made of what an embed is drawn with. React and React Flow are as large as the simulator; they are on their way when that is here.
import { readAddress, stillOf } from "#app/drivers/router";
import { embed as embedEn } from "#app/i18n/embed-en";
import { embed as embedKo } from "#app/i18n/embed-ko";
import type { Texts } from "#app/state";
import { app, selectClusterView, selectLessonView } from "#app/store";
import { act } from "#app/sync/perform";
import type { LessonView } from "#app/view-models/lesson";
import { dressDocument } from "../common/dress-document.ts";
import { button, make } from "../embed/dom.ts";
import { usualSizes } from "../pages/usual-sizes.ts";
import { pageStyle } from "../picture/look.ts";
import { drawBlocks, drawText } from "./first-prose.ts";
import { FirstPicture } from "./first-picture.ts";
import css from "./first-sight.module.css";

const WORDS = { en: embedEn, ko: embedKo };

/**
 * Shows the lesson in `host` as soon as it is known, until the page stands there; nothing where the address names no lesson that begins. Resolves
 * when the page may take its place: the cluster is alive, or something did not come.
 */
export const showFirstSight = async (host: HTMLElement): Promise<void> => {
  if (!stillOf(readAddress())) return;
  const sight = new FirstSight(host);
  let isAsked = false;
  await new Promise<void>((resolve) => {
    const look = (): void => {
      sight.draw();
      const { loading, still } = app.state;
      if (loading === "failed" || (loading === "ready" && still === null)) resolve();
      if (isAsked || still === null) return;
      isAsked = true;
      // When the simulator is here, and the cluster begins, the line is free for what draws the page.
      void import("#app/live").then(() => import("../pages/mount.tsx")).catch(resolve);
    };
    app.drawn.after(app.store.subscribe(look));
    look();
  });
};

class FirstSight {
  readonly #host: HTMLElement;
  #lesson = "";
  #picture: FirstPicture | null = null;
  #button: HTMLButtonElement | null = null;
  /** What was pressed for a cluster that is not alive yet: it is shown at once. */
  #wanted: boolean | null = null;

  constructor(host: HTMLElement) {
    this.#host = host;
  }

  draw(): void {
    const { state } = app;
    const view = selectClusterView(state);
    const lesson = selectLessonView(state);
    if (!view || !lesson || !state.texts) return;
    // Another address may be asked for before there is a page.
    if (lesson.id !== this.#lesson) this.#picture = this.#begin(state.texts, lesson);
    this.#lesson = lesson.id;
    this.#picture?.draw(view, performance.now());
    this.#say();
  }

  #say(): void {
    const words = WORDS[app.state.language];
    if (this.#button) this.#button.textContent = (this.#wanted ?? app.state.isPlaying) ? words.pause : words.play;
  }

  #press(): void {
    const isFirst = this.#wanted === null;
    this.#wanted = !(this.#wanted ?? app.state.isPlaying);
    this.#say();
    if (!isFirst) return;
    app.whenAlive(() => {
      const on = this.#wanted ?? false;
      this.#wanted = null;
      act(app, { do: "play", on });
    });
  }

  #begin({ language, dictionary }: Texts, lesson: LessonView): FirstPicture {
    const { step, onTheirWay } = dictionary.lesson;
    dressDocument(language, app.state.scheme);
    const picture = new FirstPicture(WORDS[language], isPhone() ? "tall" : "stage");
    this.#wanted = null;
    this.#button = button("", () => this.#press());
    const page = part("div", "page", make("style", { textContent: pageStyle() }));
    for (const [what, px] of Object.entries(usualSizes(innerWidth, innerHeight))) {
      page.style.setProperty(`--${what}`, `${px}px`);
    }
    const goals = lesson.goals.map((goal) => drawText(make("li"), goal.text));
    page.append(
      part("header", "bar", make("b", { textContent: "Drydock" }), `${lesson.label} · ${lesson.title}`),
      part(
        "aside",
        "lesson",
        make("small", { textContent: step(lesson.stepIndex + 1, lesson.steps.length) }),
        make("h1", { textContent: lesson.heading }),
        ...drawBlocks(lesson.prose),
        part("ul", "goals", ...goals),
      ),
      part("main", "graph", picture.element),
      part("footer", "foot", this.#button, make("span", { role: "status", textContent: onTheirWay })),
    );
    this.#host.replaceChildren(page);
    return picture;
  }
}

const isPhone = (): boolean => matchMedia("(max-width: 699px)").matches;

const part = (name: keyof HTMLElementTagNameMap, look: string, ...inside: (Node | string)[]): HTMLElement => {
  const element = make(name, { className: css[look]! });
  element.append(...inside);
  return element;
};
