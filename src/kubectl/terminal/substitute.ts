// The commands in $(...) of a node: each is run before it, in order, and what it printed takes its place. As frames of the machine, so
// that one which waits (`$(curl ...)`) waits as any other.
import type { Node, Redirect, SimpleCommand, Word, WordPart } from "./ast.ts";

type Command = Extract<WordPart, { readonly t: "cmd" }>;

/** Nodes whose words are expanded when they are entered. */
export type Expanding = Extract<Node, { readonly k: "pipeline" | "for" | "case" | "test" }>;

export const isExpanding = (node: Node): node is Expanding =>
  node.k === "pipeline" || node.k === "for" || node.k === "case" || node.k === "test";

/** The first command that has not run yet. */
export const firstCommand = (node: Expanding): Command | undefined => {
  for (const word of wordsOf(node)) {
    const found = inParts(word);
    if (found) return found;
  }
  return undefined;
};

/** Also within `${name:-$(command)}`. */
const inParts = (word: Word): Command | undefined => {
  for (const part of word) {
    const found = part.t === "cmd" ? part : firstIn(part);
    if (found) return found;
  }
  return undefined;
};

const firstIn = (part: WordPart): Command | undefined => {
  if (part.t === "sum") return inParts(part.word);
  return part.t === "param" ? (inParts(part.word) ?? inParts(part.more ?? [])) : undefined;
};

/** The node with what its first command printed in the command's place. */
/** `keepFile`: what `<(...)` printed becomes a file; its name stands there. */
export const withOutput = <T extends Expanding>(node: T, printed: string, keepFile: (text: string) => string): T => {
  const command = firstCommand(node);
  if (!command) return node;
  const v = command.isFile ? keepFile(printed) : printed.replace(/\n+$/, "");
  const part: WordPart = { t: "out", v, q: command.q };
  const inWord = (word: Word): Word =>
    word.map((p) => {
      if (p === command) return part;
      if (p.t === "sum") return { ...p, word: inWord(p.word) };
      if (p.t !== "param") return p;
      return { ...p, word: inWord(p.word), ...(p.more ? { more: inWord(p.more) } : {}) };
    });
  switch (node.k) {
    case "for":
      return { ...node, words: node.words.map(inWord) };
    case "case":
      return { ...node, word: inWord(node.word) };
    case "test":
      return { ...node, words: node.words.map((word) => (typeof word === "string" ? word : inWord(word))) };
    case "pipeline":
      return { ...node, stages: node.stages.map((stage) => inStage(stage, inWord)) };
  }
};

const wordsOf = (node: Expanding): readonly Word[] => {
  switch (node.k) {
    case "for":
      return node.words;
    case "case":
      return [node.word];
    case "test":
      return node.words.filter((word) => typeof word !== "string");
    case "pipeline":
      return node.stages.flatMap(({ assignments, words, redirects }) => [
        ...assignments.map(({ value }) => value),
        ...words,
        ...redirects.flatMap(({ word }) => (word ? [word] : [])),
      ]);
  }
};

const inStage = (stage: SimpleCommand, inWord: (word: Word) => Word): SimpleCommand => ({
  ...stage,
  assignments: stage.assignments.map(({ name, value }) => ({ name, value: inWord(value) })),
  words: stage.words.map(inWord),
  redirects: stage.redirects.map((redirect): Redirect =>
    redirect.word ? { ...redirect, word: inWord(redirect.word) } : redirect,
  ),
});
