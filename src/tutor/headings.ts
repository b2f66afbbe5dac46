// Headings of a lesson's prose below which nobody would ever read: a slip of the pen in `###`, or one in the wrong place.

const OF_A_STEP = ["goal", "hint", "feedback", "predict", "notes", "real-life", "answer"];
/** What may stand below `## variation` and `## scene`; below every other `##` stands what a step has. */
const OF_OTHERS: { readonly [section: string]: readonly string[] } = { variation: ["mend"], scene: [] };

export const strayHeadings = (markdown: string): string[] => {
  const stray: string[] = [];
  let allowed = OF_A_STEP;
  for (const line of markdown.split(/\r?\n/)) {
    const [, marks, first = ""] = /^(##|###) +([^\s:]+)/.exec(line) ?? [];
    if (marks === "##") allowed = [...(OF_OTHERS[first] ?? OF_A_STEP)];
    else if (marks === "###" && !allowed.includes(first)) stray.push(`nobody reads what stands below "${line}"`);
  }
  return stray;
};
