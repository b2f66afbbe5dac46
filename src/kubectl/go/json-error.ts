// Models the scanner of encoding/json (v1.26): in which words Go says that a text is no JSON.

class Scanner {
  readonly #text: string;
  #at = 0;

  constructor(text: string, from = 0) {
    this.#text = text;
    this.#at = from;
  }

  /** One value of several that follow each other: where it ends, or what is wrong where. */
  one(): { readonly end: number } | { readonly problem: string; readonly at: number } {
    try {
      this.#value();
      return { end: this.#at };
    } catch (error) {
      if (error instanceof JsonProblem) return { problem: error.message, at: this.#at };
      throw error;
    }
  }

  problem(): string | undefined {
    try {
      this.#value();
      this.#space();
      if (this.#at < this.#text.length) this.#bad("after top-level value");
      return undefined;
    } catch (error) {
      if (error instanceof JsonProblem) return error.message;
      throw error;
    }
  }

  #bad(context: string): never {
    const letter = this.#text[this.#at];
    if (letter === undefined) throw new JsonProblem("unexpected end of JSON input");
    const shown =
      letter === "'" ? String.raw`'\''` : letter === '"' ? `'"'` : `'${letter === "\n" ? String.raw`\n` : letter}'`;
    throw new JsonProblem(`invalid character ${shown} ${context}`);
  }

  #space(): void {
    while (/[ \t\r\n]/.test(this.#text[this.#at] ?? "")) this.#at++;
  }

  #value(): void {
    this.#space();
    const letter = this.#text[this.#at] ?? "";
    if (letter === "{") this.#members("}", () => this.#member());
    else if (letter === "[") this.#members("]", () => this.#value());
    else if (letter === '"') this.#string();
    else if (/[-\d]/.test(letter)) this.#number();
    else {
      const word = ["true", "false", "null"].find((one) => one.startsWith(letter) && letter !== "");
      if (word === undefined) this.#bad("looking for beginning of value");
      for (const expected of word.slice(1)) {
        this.#at++;
        if (this.#text[this.#at] !== expected) this.#bad(`in literal ${word} (expecting '${expected}')`);
      }
      this.#at++;
    }
  }

  #members(end: "}" | "]", member: () => void): void {
    this.#at++;
    this.#space();
    if (this.#text[this.#at] === end) {
      this.#at++;
      return;
    }
    for (;;) {
      member();
      this.#space();
      const letter = this.#text[this.#at];
      if (letter !== "," && letter !== end)
        this.#bad(end === "}" ? "after object key:value pair" : "after array element");
      this.#at++;
      if (letter === end) return;
    }
  }

  #member(): void {
    this.#space();
    if (this.#text[this.#at] !== '"') this.#bad("looking for beginning of object key string");
    this.#string();
    this.#space();
    if (this.#text[this.#at] !== ":") this.#bad("after object key");
    this.#at++;
    this.#value();
  }

  #string(): void {
    for (this.#at++; this.#text[this.#at] !== '"'; this.#at++) {
      const letter = this.#text[this.#at];
      if (letter === undefined || letter < " ") this.#bad("in string literal");
      if (letter === "\\" && !/["\\/bfnrtu]/.test(this.#text[++this.#at] ?? "")) this.#bad("in string escape code");
    }
    this.#at++;
  }

  #number(): void {
    if (this.#text[this.#at] === "-") this.#at++;
    if (!/\d/.test(this.#text[this.#at] ?? "")) this.#bad("in numeric literal");
    while (/[\d.eE+-]/.test(this.#text[this.#at] ?? "")) this.#at++;
  }
}

class JsonProblem extends Error {}

/** Undefined if it is JSON. */
export const jsonProblem = (text: string): string | undefined => new Scanner(text).problem();

/** The value that begins at `from`. */
export const readJsonValue = (text: string, from: number): ReturnType<Scanner["one"]> => new Scanner(text, from).one();
