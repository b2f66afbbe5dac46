// The words of the class page: they come with it.
export const classroom = {
  title: "Class view",
  intro:
    "Learners find a progress code under Share. Paste the codes of the room here, one a line, with a name if you like. They stay in this browser; nothing is sent anywhere.",
  codes: "Codes",
  example: "Mina 1ABC-2DEF-3GHJ",
  clear: "Clear",
  nobody: "No code yet.",
  learners: (n: number) => `${n} ${n === 1 ? "learner" : "learners"}`,
  done: (n: number) => `${n} through`,
  counted: (n: number, refused: number) =>
    refused === 0
      ? `${n} ${n === 1 ? "code" : "codes"} read`
      : `${n} ${n === 1 ? "code" : "codes"} read, ${refused} ${refused === 1 ? "line" : "lines"} not`,
  step: "Step",
  here: "Here",
  hinted: (n: number) => `${n} with a hint open`,
  holds: "most are here",
  refused: "Not read",
  faults: {
    letters: "is not a code: twelve letters, as 1ABC-2DEF-3GHJ",
    check: "has a letter wrong",
    version: "was made by a newer page",
    lesson: "is of a lesson that this page does not have",
    step: "is of a step that this lesson does not have",
    tooMany: "and all after it: more than 500 lines",
  },
};

export type ClassWords = {
  readonly [K in keyof typeof classroom]: (typeof classroom)[K] extends string ? string : (typeof classroom)[K];
};
