// Models PrefixWriter of kubectl/pkg/describe (v1.36): lines indented by level, tabs aligned at the end.
import { DESCRIBE, tabbed } from "../go/tabwriter.ts";

export class Writer {
  #done = "";
  #text = "";
  readonly #raw: ((text: string) => void) | undefined;

  /** `raw` gets all that is written, before it is aligned. */
  constructor(raw?: (text: string) => void) {
    this.#raw = raw;
  }

  /** Adds text as it is, `level` indents before it. */
  write(level: number, text: string): void {
    const piece = "  ".repeat(level) + text;
    this.#text += piece;
    this.#raw?.(piece);
  }
  line(level: number, text: string): void {
    this.write(level, `${text}\n`);
  }
  /** `Key:\tvalue` */
  field(level: number, key: string, value: string | number): void {
    this.line(level, `${key}:\t${value}`);
  }
  /** What writes here with so many indents before everything. */
  nested(level: number): Writer {
    return new Writer((text) => this.write(level, text));
  }
  /** Aligns what was written so far; later lines get columns of their own. */
  flush(): void {
    this.#done += this.#aligned();
    this.#text = "";
  }
  result(): string {
    return this.#done + this.#aligned();
  }
  #aligned(): string {
    return this.#text === "" ? "" : tabbed(this.#text, DESCRIBE).text;
  }
}
