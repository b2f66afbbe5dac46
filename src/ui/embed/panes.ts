// What may stand below the picture: the lesson's files, and a terminal.
import type { EmbedRun } from "#app/embed/embed-run";
import type { EmbedWords } from "#app/i18n/embed-en";
import { button, make } from "./dom.ts";
import type { EmbedParams } from "./params.ts";

export interface PanesOptions {
  readonly text: EmbedWords;
  readonly params: EmbedParams;
  /** Does what the learner does to the cluster, as soon as that can be done. */
  readonly act: (what: () => void) => void;
}

export class Panes {
  readonly #run: EmbedRun;
  readonly #options: PanesOptions;
  readonly #log: HTMLElement | null;
  readonly #field: HTMLTextAreaElement | null;
  #file = "";
  /** What the cluster's directory has of the shown file: typed text stays while that is the same. */
  #known = "";
  #shown = "";

  constructor(place: HTMLElement, run: EmbedRun, options: PanesOptions) {
    const { panes } = options.params;
    this.#run = run;
    this.#options = options;
    this.#file = run.files[0]?.name ?? "";
    this.#field = panes.includes("editor") ? this.#makeEditor(place) : null;
    this.#log = panes.includes("terminal") ? this.#makeTerminal(place) : null;
    place.hidden = panes.length === 0;
  }

  draw(): void {
    if (this.#field) {
      const text = this.#run.textOf(this.#file);
      if (text !== this.#known) {
        this.#known = text;
        this.#field.value = text;
      }
    }
    if (!this.#log) return;
    const shown = this.#run.console;
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#log.textContent = shown;
    this.#log.scrollTop = this.#log.scrollHeight;
  }

  #makeEditor(place: HTMLElement): HTMLTextAreaElement {
    const { text, params, act } = this.#options;
    const head = make("div", { className: "head" });
    const select = make("select", { ariaLabel: text.editor });
    for (const { name } of this.#run.files) select.append(make("option", { textContent: name }));
    const field = make("textarea", { spellcheck: false, readOnly: !params.mayEdit, ariaLabel: text.editor });
    select.addEventListener("change", () => {
      this.#file = select.value;
      this.#known = "";
      this.draw();
    });
    head.append(select);
    const apply = (): void => {
      const [file, typed] = [this.#file, field.value];
      act(() => this.#run.apply(file, typed));
    };
    if (params.mayEdit) {
      head.append(button(text.apply, apply));
      field.addEventListener("keydown", (event) => {
        if ((event.ctrlKey || event.metaKey) && event.code === "Enter") apply();
      });
    }
    place.append(head, field);
    return field;
  }

  #makeTerminal(place: HTMLElement): HTMLElement {
    const { text, params, act } = this.#options;
    const log = make("pre", { className: "log", tabIndex: 0, role: "log", ariaLabel: text.terminal });
    place.append(log);
    if (!params.mayEdit) return log;
    const form = make("form", { className: "line" });
    const field = make("input", { type: "text", ariaLabel: text.command, spellcheck: false, autocomplete: "off" });
    field.setAttribute("autocapitalize", "off");
    field.placeholder = text.example("kubectl get pods");
    form.append("$ ", field);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const line = field.value;
      if (line.trim() === "") return;
      field.value = "";
      act(() => this.#run.type(line));
    });
    place.append(form);
    return log;
  }
}
