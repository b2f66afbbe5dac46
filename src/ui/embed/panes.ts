// What may stand below the picture: the lesson's files, and a terminal.
import type { EmbedRun } from "#app/embed/embed-run";
import type { EmbedWords } from "#app/i18n/embed-en";
import { button, make } from "./dom.ts";
import { handsParts } from "./hands-parts.ts";
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
  /** Lines that Enter has ended, of a command that goes on behind them. */
  #begun = "";

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
    const begun = this.#begun.replace(/\n(?!$)/g, "\n> ");
    const shown = this.#run.console + (begun && `$ ${begun}`);
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
    const prompt = make("span", { textContent: "$ " });
    form.append(prompt, field);
    const begin = (lines: string): void => {
      this.#begun = lines;
      prompt.textContent = lines === "" ? "$ " : "> ";
    };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const line = field.value;
      if (this.#begun === "" && line.trim() === "") return;
      field.value = "";
      act(() => {
        const whole = this.#begun + line;
        const goesOn = handsParts().goesOn(whole);
        begin(goesOn ? `${whole}\n` : "");
        if (!goesOn) this.#run.type(whole);
      });
    });
    field.addEventListener("keydown", (event) => {
      if (this.#begun === "" || event.isComposing || !(event.key === "Escape" || isInterrupt(event))) return;
      event.preventDefault();
      field.value = "";
      begin("");
      this.draw();
    });
    place.append(form);
    return log;
  }
}

/** Ctrl+C, where it does not copy. */
const isInterrupt = ({ ctrlKey, code }: KeyboardEvent): boolean =>
  ctrlKey && code === "KeyC" && (document.getSelection()?.toString() ?? "") === "";
