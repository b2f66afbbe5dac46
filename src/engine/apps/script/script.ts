// Models what a container does whose pod names a program of its image's tools: `sleep 3600`, `sh -c 'while true; do date; sleep 5; done'`. It is done
// in steps, each up to the next sleep; between them it is plain data.
// Simplified: of the network it asks the name server only; programs that are not modelled fail, and pipes, case, functions and here-documents are refused.
import { normalPath } from "#api/path";
import { FileTree, writeFile } from "../files.ts";
import type { ProcessExit } from "../process.ts";
import { boundedJoin, Fatal, MOST_TEXT } from "./bounds.ts";
import { isKnown, type Room, runBuiltin } from "./builtins.ts";
import { expandWhole, expandWord, type Values } from "./expand.ts";
import { type Node, parseScript, ScriptError, type Word } from "./parse.ts";
import type { Script, Task } from "./state.ts";

/** One that never sleeps does this much, and goes on a second later. */
const STEPS_AT_ONCE = 300;
const BUSY_MS = 1000;
const MOST_TODO = 400;
const MOST_FILE = 1_048_576;
/** What a container says without the end of a line is a line of its log at this length, as containerd cuts it. */
const MOST_LINE = 16_384;

const literal = (text: string): Word => [{ text, isLiteral: true, isQuoted: true }];

const scriptOf = (nodes: readonly Node[], vars: Script["vars"] = {}): Script => ({
  todo: tasksOf(nodes),
  vars,
  code: 0,
  wakeMs: 0,
  partial: "",
});

const tasksOf = (nodes: readonly Node[]): readonly Task[] =>
  nodes.map((node) => ({ t: "node", node }) as const).toReversed();

const SHELL = /^(?:\/(?:usr\/)?bin\/)?(?:ba|a|da)?sh$/;

/** What these words come to; undefined if the image has no such program. */
export const scriptFor = (
  words: readonly string[],
  tools: readonly string[],
  vars: Script["vars"],
): Script | undefined => {
  const [name = "", ...args] = words;
  if (!isKnown(name, tools)) return undefined;
  if (!SHELL.test(name)) return scriptOf([{ t: "run", words: words.map(literal) }], vars);
  const at = args.findIndex((arg) => /^-\w*c\w*$/.test(arg));
  // A shell that nobody types into and that is given nothing ends.
  const text = at < 0 ? "" : (args[at + 1] ?? "");
  try {
    const isStrict = args.slice(0, at + 1).some((arg) => /^-\w*e/.test(arg));
    return { ...scriptOf(parseScript(text), vars), ...(isStrict ? { isStrict: true } : {}) };
  } catch (error) {
    if (!(error instanceof ScriptError)) throw error;
    const said: Node = { t: "run", words: ["echo", `sh: ${error.message}`].map(literal) };
    return scriptOf([said, { t: "run", words: ["exit", "2"].map(literal) }], vars);
  }
};

export interface Stepped {
  readonly script: Script;
  readonly lines: readonly string[];
  readonly exit?: Omit<ProcessExit, "atMs">;
}

/** On to the next sleep, or to the end. */
export const goOn = (script: Script, nowMs: number, room: Omit<Room, "vars">): Stepped =>
  new Runner(script, room).run(nowMs);

const UNITS: { readonly [unit: string]: number } = { "": 1, s: 1, m: 60, h: 3600, d: 86_400 };

class Runner {
  readonly #room: Omit<Room, "vars">;
  readonly #todo: Task[];
  #vars: { [name: string]: string };
  #code: number;
  #printed: string;
  #isTrapping: boolean;
  #isStrict: boolean;
  /** How long it sleeps; undefined: it does not yet. */
  #sleepMs: number | undefined;
  #depth: number;

  constructor(script: Script, room: Omit<Room, "vars">, depth = 0) {
    this.#room = room;
    this.#todo = [...script.todo];
    this.#vars = { ...script.vars };
    this.#code = script.code;
    this.#printed = script.partial;
    this.#isTrapping = script.isTrapping === true;
    this.#isStrict = script.isStrict === true;
    this.#depth = depth;
  }

  run(nowMs: number): Stepped {
    for (let steps = 0; this.#canGoOn() && steps < STEPS_AT_ONCE; steps++) this.#tryStep(this.#todo.pop()!);
    const isOver = this.#todo.length === 0 && this.#sleepMs === undefined;
    const { lines, partial } = this.#said(isOver);
    const wakeMs = nowMs + (this.#sleepMs ?? BUSY_MS);
    const script: Script = {
      todo: this.#todo,
      vars: this.#vars,
      code: this.#code,
      ...(wakeMs < Infinity ? { wakeMs } : {}),
      partial,
      ...(this.#isTrapping ? { isTrapping: true } : {}),
      ...(this.#isStrict ? { isStrict: true } : {}),
    };
    if (!isOver) return { script, lines };
    return { script, lines, exit: { code: this.#code, reason: this.#code === 0 ? "Completed" : "Error" } };
  }

  #canGoOn(): boolean {
    return this.#todo.length > 0 && this.#sleepMs === undefined && this.#printed.length < MOST_TEXT;
  }

  /** Whole lines, and what was begun. */
  #said(isOver: boolean): { readonly lines: readonly string[]; readonly partial: string } {
    const lines = this.#printed.split("\n");
    const partial = lines.pop() ?? "";
    if (!isOver && partial.length <= MOST_LINE) return { lines, partial };
    return { lines: partial === "" ? lines : [...lines, partial], partial: "" };
  }

  #push(nodes: readonly Node[]): void {
    this.#todo.push(...tasksOf(nodes));
  }

  #tryStep(task: Task): void {
    try {
      this.#step(task);
      if (this.#todo.length > MOST_TODO) this.#exit(2);
    } catch (error) {
      if (!(error instanceof Fatal)) throw error;
      this.#print(`sh: ${error.message}\n`);
      this.#exit(2);
    }
  }

  #step(task: Task): void {
    if (task.t === "node") this.#node(task.node);
    else if (task.t === "negate") this.#code = Number(this.#code === 0);
    else if (task.t === "then") {
      if ((task.op === "&&") === (this.#code === 0)) this.#push([task.node]);
    } else if (task.t === "each") {
      const [first, ...left] = task.left;
      if (first === undefined) return;
      this.#vars[task.name] = first;
      this.#todo.push({ ...task, left });
      this.#push(task.body);
    } else this.#decide(task.node);
  }

  #decide(node: Extract<Node, { t: "if" | "while" }>): void {
    const isSo = this.#code === 0;
    this.#code = 0;
    if (node.t === "if") this.#push(isSo ? node.body : node.otherwise);
    else if (isSo !== node.isUntil) this.#push([...node.body, node]);
  }

  #node(node: Node): void {
    switch (node.t) {
      case "run":
        this.#command(node);
        return this.#judge();
      case "not":
        this.#todo.push({ t: "negate" });
        return this.#push([node.node]);
      case "group":
        return this.#push(node.body);
      case "if":
      case "while":
        this.#todo.push({ t: "decide", node });
        return this.#push(node.when);
      case "for": {
        const left = node.words.flatMap((word) => expandWord(word, this.#values()));
        this.#todo.push({ t: "each", name: node.name, left, body: node.body });
        return undefined;
      }
      case "chain":
        this.#todo.push(
          ...node.rest.map(({ op, node: next }) => ({ t: "then", op, node: next }) as const).toReversed(),
        );
        return this.#push([node.first]);
    }
  }

  /** `set -e`: a failure that nobody asks about ends it. */
  #judge(): void {
    const isAsked = this.#todo.some(({ t }) => t === "decide" || t === "then" || t === "negate");
    if (this.#isStrict && this.#code !== 0 && !isAsked) this.#exit(this.#code);
  }

  #command({ words, to }: Extract<Node, { t: "run" }>): void {
    const plain = words.findIndex((word) => !/^[A-Za-z_]\w*=/.test(word[0]?.isQuoted ? "" : (word[0]?.text ?? "")));
    const assigned = plain < 0 ? words : words.slice(0, plain);
    if (plain < 0) for (const word of assigned) this.#assign(word);
    const given = (plain < 0 ? [] : words.slice(plain)).flatMap((word) => expandWord(word, this.#values()));
    if (given.length === 0) return;
    boundedJoin(given);
    const [name = "", ...args] = given[0] === "exec" ? given.slice(1) : given;
    if (this.#own(name, args)) return;
    const ran = runBuiltin([name, ...args], { ...this.#room, vars: this.#vars }) ?? {
      out: `sh: ${name}: not found\n`,
      code: 127,
    };
    this.#code = ran.code;
    if (to) this.#write(expandWhole(to.path, this.#values()), ran.out, to.isAdded);
    else this.#print(ran.out);
  }

  #print(text: string): void {
    this.#printed += text;
  }

  #assign(word: Word): void {
    const [first, ...more] = word;
    const equals = first!.text.indexOf("=");
    const value: Word = [{ ...first!, text: first!.text.slice(equals + 1) }, ...more];
    this.#code = 0;
    this.#vars[first!.text.slice(0, equals)] = expandWhole(value, this.#values());
  }

  /** What the shell itself does with its own course. */
  #own(name: string, args: readonly string[]): boolean {
    const bare = name.replace(/^\/(?:usr\/)?bin\//, "");
    if (bare === "sleep") this.#sleep(args);
    else if (bare === "tail" && args.includes("-f")) this.#sleepMs = Infinity;
    else if (bare === "exit") this.#exit(Number(args[0] ?? this.#code) & 255);
    else if (bare === "set") this.#set(args);
    else if (bare === "export") this.#export(args);
    else if (bare === "trap") this.#isTrapping = args.some((arg) => /^(?:SIG)?TERM$|^15$/.test(arg));
    else if (bare === "break" || bare === "continue") this.#leave(bare === "break");
    else if (SHELL.test(name) && args[0] === "-c") this.#push(this.#parsed(args[1] ?? ""));
    else return false;
    return true;
  }

  #set(args: readonly string[]): void {
    for (const arg of args) if (/^[-+]\w*e/.test(arg)) this.#isStrict = arg.startsWith("-");
    this.#code = 0;
  }

  #export(args: readonly string[]): void {
    for (const arg of args) {
      const [, name, value] = /^([A-Za-z_]\w*)=([^]*)$/.exec(arg) ?? [];
      if (name !== undefined) this.#vars[name] = value!;
    }
    this.#code = 0;
  }

  #parsed(text: string): readonly Node[] {
    try {
      return parseScript(text);
    } catch (error) {
      if (!(error instanceof ScriptError)) throw error;
      this.#print(`sh: ${error.message}\n`);
      this.#code = 2;
      return [];
    }
  }

  #sleep(args: readonly string[]): void {
    const [, number = "", unit = ""] = /^(\d+(?:\.\d+)?|infinity|inf)([smhd]?)$/.exec(args[0] ?? "") ?? [];
    if (number === "") {
      this.#print(`sleep: invalid number '${args[0] ?? ""}'\n`);
      this.#code = 1;
      return;
    }
    this.#code = 0;
    this.#sleepMs = number.startsWith("inf") ? Infinity : Number(number) * UNITS[unit]! * 1000;
  }

  #exit(code: number): void {
    this.#todo.length = 0;
    this.#code = code;
  }

  /** Out of the innermost loop, or to its next round. */
  #leave(isBreak: boolean): void {
    this.#code = 0;
    while (this.#todo.length > 0) {
      const task = this.#todo.at(-1)!;
      const isLoop = task.t === "each" || (task.t === "node" && task.node.t === "while");
      if (isLoop && !isBreak) return;
      this.#todo.pop();
      if (isLoop) return;
    }
  }

  #write(path: string, text: string, isAdded: boolean): void {
    if (path === "/dev/null") return;
    if (/^\/dev\/std(?:out|err)$|^\/proc\/1\/fd\/[12]$/.test(path)) return this.#print(text);
    let isFull = false;
    const why = writeFile(new FileTree(this.#room.mounts()), normalPath(path), (old) => {
      const whole = (isAdded ? old.text : "") + text;
      isFull = whole.length > MOST_FILE;
      return isFull ? old : { text: whole, mode: old.mode };
    });
    if (why === undefined && !isFull) return;
    this.#print(isFull ? "sh: write error: No space left on device\n" : `sh: can't create ${path}: ${why}\n`);
    this.#code = 1;
  }

  #values(): Values {
    return {
      vars: this.#vars,
      code: this.#code,
      printed: (text) => {
        if (this.#depth > 4) return "";
        const inner: Script = { todo: tasksOf(this.#parsed(text)), vars: this.#vars, code: 0, partial: "" };
        const { lines, exit } = new Runner(inner, this.#room, this.#depth + 1).run(0);
        this.#code = exit?.code ?? 0;
        return lines.join("\n");
      },
    };
  }
}
