// The commands in $(...) of a node: each is run before it, in order, and what it printed takes its place. As frames of the machine, so
// that one which waits (`$(curl ...)`) waits as any other.
import type { Node, Redirect, SimpleCommand, Word, WordPart } from "./ast.ts";

type Command = Extract<WordPart, { readonly t: "cmd" }>;

/** Nodes whose words are expanded when they are entered. */
type Expanding = Extract<Node, { readonly k: "pipeline" | "for" }>;

/** The first command that has not run yet. */
export const firstCommand = (node: Expanding): Command | undefined => {
  for (const word of wordsOf(node)) for (const part of word) if (part.t === "cmd") return part;
  return undefined;
};

/** The node with what its first command printed in the command's place. */
export const withOutput = <T extends Expanding>(node: T, printed: string): T => {
  const command = firstCommand(node);
  if (!command) return node;
  const part: WordPart = { t: "out", v: printed.replace(/\n+$/, ""), q: command.q };
  const inWord = (word: Word): Word => word.map((p) => (p === command ? part : p));
  if (node.k === "for") return { ...node, words: node.words.map(inWord) };
  return { ...node, stages: node.stages.map((stage) => inStage(stage, inWord)) };
};

const wordsOf = (node: Expanding): readonly Word[] =>
  node.k === "for"
    ? node.words
    : node.stages.flatMap(({ assignments, words, redirects }) => [
        ...assignments.map(({ value }) => value),
        ...words,
        ...redirects.flatMap(({ word }) => (word ? [word] : [])),
      ]);

const inStage = (stage: SimpleCommand, inWord: (word: Word) => Word): SimpleCommand => ({
  ...stage,
  assignments: stage.assignments.map(({ name, value }) => ({ name, value: inWord(value) })),
  words: stage.words.map(inWord),
  redirects: stage.redirects.map((redirect): Redirect =>
    redirect.word ? { ...redirect, word: inWord(redirect.word) } : redirect,
  ),
});
