// What an awk program knows between two lines: variables, arrays, and the fields of the line.
import { compilePattern } from "../pattern.ts";
import { AwkError } from "./lexer.ts";
import { type AwkValue, toNumber, toText } from "./values.ts";

/** A variable that was never set is not in it. */
export type Stored = Exclude<AwkValue, undefined>;

export interface AwkMemory {
  readonly vars: readonly (readonly [string, Stored])[];
  readonly arrays: readonly (readonly [string, readonly (readonly [string, Stored | null])[]])[];
  readonly line: string;
  readonly nr: number;
  /** Which rules are within their range. */
  readonly open: readonly number[];
}

export const SUBSEP = "\u001C";
const MOST_ITEMS = 5000;

export class AwkStore {
  readonly #vars: Map<string, Stored>;
  readonly #arrays: Map<string, Map<string, AwkValue>>;
  readonly #before: AwkMemory;
  readonly #changed = new Set<string>();
  readonly open: Set<number>;
  #fields: readonly string[] | undefined;
  #line: string;
  #nr: number;

  constructor(memory: AwkMemory) {
    this.#before = memory;
    this.#vars = new Map(memory.vars);
    this.#arrays = new Map(
      memory.arrays.map(([name, items]) => [name, new Map(items.map(([k, v]) => [k, v ?? undefined]))]),
    );
    this.open = new Set(memory.open);
    this.#line = memory.line;
    this.#nr = memory.nr;
  }

  /** What it knows now; what has not changed is the same as before. */
  memory(): AwkMemory {
    const arrays = Array.from(
      this.#arrays,
      ([name, items]) =>
        (this.#changed.has(name) ? undefined : this.#before.arrays.find(([known]) => known === name)) ??
        ([name, Array.from(items, ([key, value]) => [key, value ?? null] as const)] as const),
    );
    return { vars: [...this.#vars], arrays, line: this.#line, nr: this.#nr, open: [...this.open] };
  }

  // ---- The line ----
  get line(): string {
    return this.#line;
  }
  next(line: string): void {
    this.#line = line;
    this.#fields = undefined;
    this.#nr++;
  }
  get #parts(): readonly string[] {
    return (this.#fields ??= this.split(this.#line, this.setting("FS", " ")));
  }
  split(text: string, separator: string): readonly string[] {
    if (separator === " ") return text.split(/[ \t\n]+/).filter((part) => part !== "");
    if (text === "") return [];
    if (separator === "") return Array.from(text);
    return text.split(separator.length === 1 && separator !== "\\" ? separator : this.pattern(separator));
  }
  field(index: number): AwkValue {
    if (index < 0) throw new AwkError(`attempt to access field ${index}`);
    if (index === 0) return { s: this.#line };
    const part = this.#parts[index - 1];
    return part === undefined ? undefined : { s: part };
  }
  setField(index: number, text: string): void {
    if (index < 0 || index > MOST_ITEMS) throw new AwkError(`attempt to access field ${index}`);
    if (index === 0) {
      this.#line = text;
      this.#fields = undefined;
      return;
    }
    const parts = [...this.#parts];
    while (parts.length < index) parts.push("");
    parts[index - 1] = text;
    this.#setParts(parts);
  }
  #setParts(parts: readonly string[]): void {
    this.#fields = parts;
    this.#line = parts.join(this.setting("OFS", " "));
  }

  // ---- Variables and arrays ----
  setting(name: string, otherwise: string): string {
    return this.#vars.has(name) ? toText(this.#vars.get(name)) : otherwise;
  }
  variable(name: string): AwkValue {
    if (name === "NF") return this.#parts.length;
    if (name === "NR" || name === "FNR") return this.#nr;
    return this.#vars.get(name) ?? (name === "SUBSEP" ? SUBSEP : undefined);
  }
  setVariable(name: string, value: AwkValue): void {
    if (name === "NF") {
      const count = Math.max(0, Math.min(MOST_ITEMS, toNumber(value)));
      this.#setParts(Array.from({ length: count }, (_, i) => this.#parts[i] ?? ""));
    } else if (name === "NR") this.#nr = toNumber(value);
    else if (value === undefined) this.#vars.delete(name);
    else this.#vars.set(name, value);
  }
  array(name: string): ReadonlyMap<string, AwkValue> {
    return this.#items(name);
  }
  #items(name: string): Map<string, AwkValue> {
    const found = this.#arrays.get(name) ?? new Map<string, AwkValue>();
    this.#arrays.set(name, found);
    return found;
  }
  fill(name: string, items: readonly string[]): void {
    this.#changed.add(name);
    this.#arrays.set(name, new Map(items.slice(0, MOST_ITEMS).map((text, i) => [String(i + 1), { s: text }])));
  }
  /** What is asked for is there from then on. */
  item(name: string, key: string): AwkValue {
    const items = this.#items(name);
    if (!items.has(key)) this.setItem(name, key, undefined);
    return items.get(key);
  }
  setItem(name: string, key: string, value: AwkValue): void {
    const items = this.#items(name);
    if (!items.has(key) && items.size >= MOST_ITEMS) {
      throw new AwkError(`arrays hold no more than ${MOST_ITEMS} items here`);
    }
    this.#changed.add(name);
    items.set(key, value);
  }
  /** One item, or all. */
  delete(name: string, key: string | undefined): void {
    this.#changed.add(name);
    if (key === undefined) this.#items(name).clear();
    else this.#items(name).delete(key);
  }

  pattern(source: string, flags = ""): RegExp {
    const compiled = compilePattern(source, flags);
    if ("error" in compiled) throw new AwkError(`${compiled.error}: /${source}/`);
    return compiled;
  }
}
