// Models github.com/mitchellh/go-wordwrap v1.0.1: breaks lines at white space, and keeps the breaks and the indents that are there.

class Wrapper {
  readonly #limit: number;
  #out = "";
  #current = 0;
  #word = "";
  #space = "";

  constructor(limit: number) {
    this.#limit = limit;
  }

  wrap(text: string): string {
    for (const char of text) this.#add(char);
    if (this.#word !== "" || this.#current + this.#space.length <= this.#limit) this.#flush();
    return this.#out;
  }

  #add(char: string): void {
    if (char === "\n") this.#newline();
    else if (/\s/.test(char) && char !== "\u00A0") {
      if (this.#space === "" || this.#word !== "") this.#flush();
      this.#space += char;
    } else this.#letter(char);
  }

  #newline(): void {
    if (this.#word !== "" || this.#current + this.#space.length <= this.#limit) this.#flush();
    this.#space = "";
    this.#out += "\n";
    this.#current = 0;
  }

  #letter(char: string): void {
    this.#word += char;
    const isOver = this.#current + this.#word.length + this.#space.length > this.#limit;
    if (!isOver || this.#word.length >= this.#limit) return;
    this.#out += "\n";
    this.#current = 0;
    this.#space = "";
  }

  #flush(): void {
    this.#current += this.#space.length + this.#word.length;
    this.#out += this.#space + this.#word;
    this.#space = "";
    this.#word = "";
  }
}

export const wordWrap = (limit: number, text: string): string => new Wrapper(limit).wrap(text);
