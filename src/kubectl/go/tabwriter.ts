// Models text/tabwriter and github.com/liggitt/tabwriter (the same, remembering widths from one flush to the next).
// A cell is text that ends in a tab; a column is a run of such cells in successive lines; text after a line's last tab is in no column.

export interface TabwriterOptions {
  readonly minWidth: number;
  readonly padding: number;
  /** Widths kept from earlier flushes; given, they are the least that columns get, and they are returned grown. */
  readonly remembered?: readonly number[];
}

/** What tables of `kubectl get` use. */
export const TABLE: TabwriterOptions = { minWidth: 6, padding: 3 };
/** What `kubectl describe` uses. */
export const DESCRIBE: TabwriterOptions = { minWidth: 0, padding: 2 };

export interface Tabbed {
  readonly text: string;
  readonly widths: readonly number[];
}

const runes = (cell: string): number => {
  // A letter beyond U+FFFF takes two places in a string: its second half is not counted.
  let count = cell.length;
  for (let i = 0; i < cell.length; i++) {
    const code = cell.charCodeAt(i);
    if (code >= 0xdc00 && code <= 0xdfff) count--;
  }
  return count;
};

const BLANKS: string[] = [""];

/** So many, made once: a table needs them for every cell. */
const blanks = (count: number): string => (count <= 0 ? "" : (BLANKS[count] ??= " ".repeat(count)));

class Writer {
  readonly #lines: readonly (readonly string[])[];
  readonly #options: TabwriterOptions;
  readonly #widths: number[] = [];
  readonly remembered: number[];
  readonly #out: string[] = [];

  constructor(lines: readonly (readonly string[])[], options: TabwriterOptions) {
    this.#lines = lines;
    this.#options = options;
    this.remembered = [...(options.remembered ?? [])];
  }

  text(): string {
    const cells = this.#lines[0]?.length ?? 0;
    if (this.#lines.every(({ length }) => length === cells)) return this.#rectangle(cells);
    this.#writeLines(this.#format(0, 0, this.#lines.length), this.#lines.length);
    return this.#out.join("\n");
  }

  /** Lines of as many cells are one block, which is most tables: every cell is measured once. */
  #rectangle(cells: number): string {
    const last = cells - 1;
    const { minWidth, padding } = this.#options;
    const widths = Array.from({ length: Math.max(last, 0) }, () => minWidth);
    const counts = new Uint32Array(this.#lines.length * widths.length);
    let at = 0;
    for (const line of this.#lines) {
      for (let column = 0; column < last; column++) {
        const count = runes(line[column]!);
        counts[at++] = count;
        if (count + padding > widths[column]!) widths[column] = count + padding;
      }
    }
    for (let column = 0; column < last; column++) widths[column] = this.#remember(column, widths[column]!);
    at = 0;
    let text = "";
    for (const [index, line] of this.#lines.entries()) {
      if (index > 0) text += "\n";
      for (let column = 0; column < last; column++) text += line[column]! + blanks(widths[column]! - counts[at++]!);
      if (cells > 0) text += line[last]!;
    }
    return text;
  }

  /** Formats lines [start, end) from the current column on; gives the first line not yet written. */
  #format(start: number, from: number, end: number): number {
    let written = start;
    const column = this.#widths.length;
    for (let line = from; line < end; line++) {
      if (column >= (this.#lines[line]?.length ?? 0) - 1) continue;
      this.#writeLines(written, line);
      written = line;
      let blockEnd = line;
      let width = this.#options.minWidth;
      while (blockEnd < end && column < (this.#lines[blockEnd]?.length ?? 0) - 1) {
        width = Math.max(width, runes(this.#lines[blockEnd]?.[column] ?? "") + this.#options.padding);
        blockEnd++;
      }
      this.#widths.push(this.#remember(column, width));
      written = this.#format(written, line, blockEnd);
      this.#writeLines(written, blockEnd);
      written = blockEnd;
      this.#widths.pop();
      line = blockEnd - 1;
    }
    return written;
  }

  #remember(column: number, width: number): number {
    if (!this.#options.remembered) return width;
    const kept = Math.max(width, this.remembered[column] ?? 0);
    this.remembered[column] = kept;
    return kept;
  }

  #writeLines(start: number, end: number): void {
    for (let index = start; index < end; index++) {
      const cells = this.#lines[index] ?? [];
      let line = "";
      for (let column = 0; column < cells.length; column++) {
        const cell = cells[column] ?? "";
        const width = this.#widths[column];
        line += cell;
        if (width !== undefined) line += blanks(width - runes(cell));
      }
      this.#out.push(line);
    }
  }
}

/** Aligns tab-separated text. A line without tabs ends all columns. */
export const tabbed = (input: string, options: TabwriterOptions): Tabbed =>
  aligned(
    input.split("\n").map((line) => line.split("\t")),
    options,
  );

/** The same of lines whose cells are at hand, none of which holds a tab or ends a line. */
export const aligned = (lines: readonly (readonly string[])[], options: TabwriterOptions): Tabbed => {
  const writer = new Writer(lines, options);
  return { text: writer.text(), widths: writer.remembered };
};
