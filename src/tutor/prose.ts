// A lesson's prose in one language: one Markdown file whose headings say what each part is for.
//
//   # Title of the lesson
//   one sentence below it: the teaser of the course map
//   ## alarm: Title of the step           (the step's id, then its title)
//   text of the step
//   ### goal outage: text                 (one line)
//   ### hint look-at-endpoints            (text below)
//   ### feedback more-replicas            (text below)
//   ### predict first-seconds             (question below, options as "- id: text", then "answer: text" paragraph)
//   ### notes 1m30s                       (what a speaker says, and how long that takes)
//   ### real-life                         (what differs in real operation)
//   ### answer                            (said when the step's goals are met)
//   ## review half-ready: Title           (a question answered by acting; goals, hints, feedback, answer as in a step)
//   ## scene                              (one sentence below the sixty seconds)
//   ## variation: Title                   (the alarm of the same cause in another dress)
//   ### mend                              (beside its step that mends)

export interface StepProse {
  readonly title: string;
  /** Markdown. */
  readonly body: string;
  readonly goals: { readonly [id: string]: string };
  readonly hints: { readonly [id: string]: string };
  readonly feedback: { readonly [id: string]: string };
  readonly predict?: PredictProse;
  readonly notes?: { readonly text: string; readonly ms: number };
  readonly realLife?: string;
  /** Said when all goals are met. Markdown. */
  readonly answer?: string;
}

export interface PredictProse {
  readonly id: string;
  readonly question: string;
  readonly options: { readonly [id: string]: string };
  /** Said after the guess, whatever it was. */
  readonly answer: string;
}

export interface VariationProse {
  readonly title: string;
  /** The alarm. */
  readonly body: string;
  /** Beside the step that mends. */
  readonly mend: string;
}

export interface Prose {
  readonly title: string;
  readonly teaser: string;
  readonly steps: { readonly [id: string]: StepProse };
  readonly reviews: { readonly [id: string]: StepProse };
  readonly variation?: VariationProse;
  /** One sentence. */
  readonly scene?: string;
}

interface Section {
  readonly kind: string;
  readonly id: string;
  readonly rest: string;
  readonly text: string;
}

const REVIEW = "review ";
const SCENE = "scene";
const HEADING = /^(#{1,3}) (.+)$/;

/** Cuts the file at its headings. A `###` belongs to the `##` above it. */
export const parseProse = (markdown: string): Prose => {
  const parts = cut(markdown);
  const head = parts.find((p) => p.level === 1);
  const steps: Record<string, StepProse> = {};
  const reviews: Record<string, StepProse> = {};
  let variation: VariationProse | undefined;
  for (const [i, part] of parts.entries()) {
    if (!isSection(part)) continue;
    const colon = part.heading.indexOf(":");
    const id = (colon < 0 ? part.heading : part.heading.slice(0, colon)).trim();
    const title = colon < 0 ? "" : part.heading.slice(colon + 1).trim();
    const end = parts.findIndex((p, j) => j > i && p.level < 3);
    const below = parts.slice(i + 1, end < 0 ? undefined : end).map(toSection);
    if (id === "variation") {
      variation = { title, body: part.text, mend: below.find((s) => s.kind === "mend")?.text ?? "" };
    } else if (id.startsWith(REVIEW)) reviews[id.slice(REVIEW.length).trim()] = stepOf(title, part.text, below);
    else steps[id] = stepOf(title, part.text, below);
  }
  const again = { reviews, ...(variation ? { variation } : {}) };
  return { title: head?.heading ?? "", teaser: head?.text ?? "", steps, ...again, ...sceneOf(parts) };
};

const isSection = ({ level, heading }: Part): boolean => level === 2 && heading !== SCENE;

const sceneOf = (parts: readonly Part[]): Pick<Prose, "scene"> => {
  const scene = parts.find(({ level, heading }) => level === 2 && heading === SCENE);
  return scene ? { scene: scene.text } : {};
};

interface Part {
  readonly level: number;
  readonly heading: string;
  readonly text: string;
}

const cut = (markdown: string): Part[] => {
  const parts: { level: number; heading: string; lines: string[] }[] = [];
  for (const line of markdown.split(/\r?\n/)) {
    const m = HEADING.exec(line);
    if (m) parts.push({ level: m[1]!.length, heading: m[2]!.trim(), lines: [] });
    else parts.at(-1)?.lines.push(line);
  }
  return parts.map(({ level, heading, lines }) => ({ level, heading, text: lines.join("\n").trim() }));
};

const toSection = ({ heading, text }: Part): Section => {
  const m = /^(\S+?)(?:\s+([^\s:]+))?(?::\s*(.*))?$/.exec(heading);
  return { kind: m?.[1] ?? heading, id: m?.[2] ?? "", rest: m?.[3] ?? "", text };
};

const stepOf = (title: string, body: string, sections: readonly Section[]): StepProse => {
  const texts = (kind: string): Record<string, string> =>
    Object.fromEntries(sections.filter((s) => s.kind === kind).map((s) => [s.id, s.rest || s.text]));
  const predict = sections.find((s) => s.kind === "predict");
  const notes = sections.find((s) => s.kind === "notes");
  const realLife = sections.find((s) => s.kind === "real-life");
  const answer = sections.find((s) => s.kind === "answer");
  return {
    title,
    body,
    goals: texts("goal"),
    hints: texts("hint"),
    feedback: texts("feedback"),
    ...(predict ? { predict: predictOf(predict) } : {}),
    ...(notes ? { notes: { text: notes.text, ms: noteMs(notes.id) } } : {}),
    ...(realLife ? { realLife: realLife.text } : {}),
    ...(answer ? { answer: answer.text } : {}),
  };
};

const OPTION = /^- ([a-z0-9-]+): (.+)$/;

const predictOf = ({ id, text }: Section): PredictProse => {
  const lines = text.split("\n");
  const options = lines.map((l) => OPTION.exec(l)).filter((m) => m !== null);
  const firstOption = lines.findIndex((l) => OPTION.test(l));
  const lastOption = lines.findLastIndex((l) => OPTION.test(l));
  return {
    id,
    question: lines.slice(0, Math.max(firstOption, 0)).join("\n").trim(),
    options: Object.fromEntries(options.map((m) => [m[1]!, m[2]!])),
    answer: lines
      .slice(lastOption + 1)
      .join("\n")
      .trim(),
  };
};

const noteMs = (text: string): number => {
  const [, minutes = "0", seconds = "0"] = /^(?:(\d+)m)?(?:(\d+)s)?$/.exec(text) ?? [];
  return Number(minutes) * 60_000 + Number(seconds) * 1000;
};
