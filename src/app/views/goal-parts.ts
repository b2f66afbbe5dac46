// Which part of a goal is missing, in words. A goal is an expression; its conjuncts that do not hold yet and that can be said are named.
import type { Words } from "../i18n/words.ts";

/** The parts of `a && b && c`, as they stand at the outermost level. */
export const conjuncts = (expression: string): readonly string[] => {
  const parts: string[] = [];
  let depth = 0;
  let quote = "";
  let from = 0;
  for (let i = 0; i < expression.length; i++) {
    const c = expression[i]!;
    if (quote !== "") {
      if (c === "\\") i++;
      else if (c === quote) quote = "";
    } else if (c === '"' || c === "'") quote = c;
    else if ("([{".includes(c)) depth++;
    else if (")]}".includes(c)) depth--;
    else if (depth === 0 && expression.startsWith("||", i)) return [expression];
    else if (depth === 0 && expression.startsWith("&&", i)) {
      parts.push(expression.slice(from, i).trim());
      from = i + 2;
      i++;
    }
  }
  return [...parts, expression.slice(from).trim()];
};

type GoalWords = Words["goal"];

const REQUESTS = /^(sinceStep|sinceRollout|requests)\("[^"]*"(?:, *"?([^")]+)"?)?\)\.(failed == 0|sent > (\d+))$/;

const RUNNING = /^pods\.exists\(p, p\.metadata\.name\.startsWith\("([^"]+)-"\) && p\.status\.phase == "Running"\)$/;

/** What a conjunct asks for; undefined where it has no short way to be said. */
const say = (part: string, words: GoalWords): string | undefined => {
  const [, rolled] = /^isRolledOut\("([^"]+)"\)$/.exec(part) ?? [];
  if (rolled !== undefined) return words.rolledOut(rolled);
  const [, again] = /^redeployed\("([^"]+)"\)$/.exec(part) ?? [];
  if (again !== undefined) return words.redeployed(again);
  const [, running] = RUNNING.exec(part) ?? [];
  if (running !== undefined) return words.running(running);
  const [, passed] = /^seconds > (\d+)(?:\.0)?$/.exec(part) ?? [];
  if (passed !== undefined) return words.stepFor(passed);
  const [, since, of = "", what, count = ""] = REQUESTS.exec(part) ?? [];
  if (since === undefined) return undefined;
  const period = since === "requests" ? words.ofLast(of) : since === "sinceStep" ? words.ofStep : words.ofRollout(of);
  return what === "failed == 0" ? words.noneFailed(period) : words.moreThan(count, period);
};

/** The parts that do not hold; none where the goal has only one, which its own text says. */
export const missingParts = (
  expression: string,
  holds: (expression: string) => boolean,
  words: GoalWords,
): readonly string[] => {
  const parts = conjuncts(expression);
  if (parts.length < 2) return [];
  const missing = parts.filter((part) => !holds(part));
  // Requests come by themselves, and so does time: to ask for more is no help to somebody who still has something to do.
  const toDo = missing.filter((part) => !part.includes(".sent >") && !part.startsWith("seconds >"));
  const said = (toDo.length > 0 ? toDo : missing).flatMap((part) => say(part, words) ?? []);
  // Of two clients the same is said: once is enough.
  return [...new Set(said)];
};
