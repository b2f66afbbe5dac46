// What a lesson from anywhere may ask for, judged before anything of it runs: it is data, and it may not make the page stand still either.
import type { Lesson, LessonAction } from "#tutor";

const LIMITS = {
  settleMs: 600_000,
  waitMs: 1_800_000,
  nodes: 20,
  clients: 10,
  perSecond: 100,
  /** The least time between two of what happens again and again. */
  everyMs: 1000,
  /** What each controller may write in a second, or at once: what keeps a million replicas from being made in one step. */
  writes: 100,
  actions: 40,
  expression: 1000,
  /** Lists within lists: a list of a list of pods is looked at, deeper is not. */
  nested: 2,
  macros: 8,
} as const;

export const judge = (lesson: Lesson): readonly string[] => [
  ...judgeCluster(lesson),
  ...actionsOf(lesson).flatMap(([where, actions]) => judgeActions(where, actions)),
  ...expressionsOf(lesson).flatMap(([where, expression]) => {
    const why = costOf(expression);
    return why === null ? [] : [`lesson.yaml: ${where}: ${why}`];
  }),
];

const isRounds = (schedule: unknown): boolean =>
  Array.isArray(schedule) &&
  (schedule as readonly ({ readonly everyMs?: unknown } | null)[]).every(
    (one) => Number(one?.everyMs ?? LIMITS.everyMs) >= LIMITS.everyMs,
  );

const judgeCluster = ({ cluster, settle }: Lesson): string[] => {
  const { nodes, clients = [], controllerClients = {}, schedule = [] } = cluster;
  const problems: string[] = [];
  if (settle > LIMITS.settleMs) problems.push("settle: longer than 10 minutes");
  if (!Array.isArray(nodes) || nodes.length === 0 || nodes.length > LIMITS.nodes)
    problems.push("cluster.nodes: 1 to 20");
  const callers = Array.isArray(clients) ? (clients as readonly ({ readonly perSecond?: unknown } | null)[]) : null;
  if (!callers || callers.length > LIMITS.clients) problems.push("cluster.clients: at most 10");
  else if (callers.some((one) => !(Number(one?.perSecond) > 0 && Number(one?.perSecond) <= LIMITS.perSecond))) {
    problems.push("cluster.clients: perSecond is more than 0 and at most 100");
  }
  if (!isRounds(schedule)) problems.push("cluster.schedule: a list; everyMs is 1000 or more");
  const { qps = 20, burst = 30 } = Object(controllerClients) as { readonly qps?: unknown; readonly burst?: unknown };
  if (![qps, burst].every((n) => typeof n === "number" && n >= 1 && n <= LIMITS.writes))
    problems.push("cluster.controllerClients: qps and burst are 1 to 100");
  return problems.map((problem) => `lesson.yaml: ${problem}`);
};

type Named<T> = readonly [where: string, what: T];

const actionsOf = ({ steps, fixes, reviews, facts }: Lesson): Named<readonly LessonAction[]>[] => [
  ...[...steps, ...reviews].flatMap((step): Named<readonly LessonAction[]>[] => [
    [`${step.id}.begins`, step.begins],
    [`${step.id}.show`, step.show],
  ]),
  ...[...fixes.accepted, ...fixes.wrong, ...reviews.flatMap((r) => [...r.accepted, ...r.wrong]), ...facts].map(
    ({ id, does }): Named<readonly LessonAction[]> => [`${id}.does`, does],
  ),
];

const judgeActions = (where: string, actions: readonly LessonAction[]): string[] => {
  const waits = actions.reduce((sum, action) => sum + ("wait" in action ? action.wait : 0), 0);
  return [
    ...(waits > LIMITS.waitMs ? [`lesson.yaml: ${where}: waits longer than 30 minutes`] : []),
    ...(actions.length > LIMITS.actions ? [`lesson.yaml: ${where}: more than 40 actions`] : []),
  ];
};

/** Every expression of the lesson, with where it stands. */
export const expressionsOf = ({ steps, reviews, fixes, facts, symptom }: Lesson): readonly Named<string>[] => [
  ...(symptom ? [["symptom.when", symptom.when] as const] : []),
  ...[...steps, ...reviews].flatMap((step) => [
    ...step.goals.flatMap(({ id, when, shows }) => [
      [`${step.id}.goals.${id}.when`, when] as const,
      ...(shows === undefined ? [] : [[`${step.id}.goals.${id}.shows`, shows] as const]),
    ]),
    ...[...step.hints, ...step.feedback].map(({ id, when }) => [`${step.id}.${id}.when`, when] as const),
    ...step.show.flatMap((action) => ("select" in action ? [[`${step.id}.show`, action.select] as const] : [])),
  ]),
  ...[...fixes.wrong, ...reviews.flatMap((r) => r.wrong)].map(({ id, because }) => [`${id}.because`, because] as const),
  ...facts.map(({ id, when }) => [`${id}.when`, when] as const),
];

const STRING = /r?"(?:[^"\\]|\\.)*"|r?'(?:[^'\\]|\\.)*'/g;
const MACRO = /([A-Za-z_]\w*)?[\w.[\]"]*\.\s*(all|exists|exists_one|map|filter|transformList|transformMap|sortBy)\s*$/;

/** The bracket of a macro. */
interface Opened {
  readonly binds: string | null;
  /** Over a list within what is bound just around it: together they go once through what there is. */
  readonly goesOn: boolean;
}
const MAKES_LISTS = /\.\s*(?:map|transformList|transformMap)\s*\(/;

/** An expression is looked at four times a second: why it would take too long; null if it does not. */
export const costOf = (expression: string): string | null => {
  if (expression.length > LIMITS.expression) return "an expression longer than 1000 characters";
  const text = expression.replaceAll(STRING, '""');
  const mayGoOn = !MAKES_LISTS.test(text);
  const open: (Opened | null)[] = [];
  let [macros, deepest] = [0, 0];
  for (let i = 0; i < text.length; i++) {
    if (text[i] === ")") open.pop();
    if (text[i] !== "(") continue;
    const macro = MACRO.exec(text.slice(0, i));
    const goesOn = mayGoOn && open.findLast((one) => one !== null)?.binds === (macro?.[1] ?? "");
    open.push(macro ? { binds: /^\s*(\w+)\s*,/.exec(text.slice(i + 1))?.[1] ?? null, goesOn } : null);
    if (macro) macros++;
    deepest = Math.max(deepest, open.filter((one) => one?.goesOn === false).length);
  }
  if (deepest > LIMITS.nested) return "goes through lists within lists within lists";
  return macros > LIMITS.macros ? "goes through more than 8 lists" : null;
};
