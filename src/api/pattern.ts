// Regular expressions that somebody typed, for the matcher of the browser, which tries every way through them: `(a+)+b` over thirty
// letters has more ways than there are seconds. Go and nginx find their way in linear time, so such an expression is only refused here.

interface Group {
  /** Something in it repeats without bound, or it holds branches that begin alike. */
  isAmbiguous: boolean;
  /** What each branch begins with; the last one is being read. */
  heads: string[];
}

/** Each one more multiplies the ways by the length of the line. */
const MOST_LOOSE = 4;

const UNBOUNDED = /^(?:[*+]|\{\d*,\}|\{(?:\d*,)?\d{2,}\})\??/;
const PIECE = /^(?:\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[^])/;
const OPENING = /^\((?:\?(?:[:=!]|<[=!]|P?<\w+>|[a-zA-Z-]+[:)]))?/;
/** `.` and what stands for nearly every letter. */
const LOOSE = /^(?:\.|\\[DSW]|\[\^)/;

interface Piece {
  readonly text: string;
  /** The repetition without bound behind it, or "". */
  readonly repeat: string;
}

/** Whether the matcher may need more time than anybody has: a repetition of what repeats, of branches alike, or too many of all letters. */
export const isEndlessPattern = (source: string): boolean => {
  const groups: Group[] = [newGroup()];
  let loose = 0;
  for (const { text, repeat } of piecesOf(source)) {
    const group = groups.at(-1)!;
    if (text === "|") group.heads.push("");
    else if (text === ")" && groups.length > 1) {
      if (isEndlessGroup(groups.pop()!, groups.at(-1)!, repeat)) return true;
    } else {
      begin(group, text);
      if (text.startsWith("(")) groups.push(newGroup());
      else if (repeat !== "") group.isAmbiguous = true;
      if (repeat !== "" && LOOSE.test(text) && ++loose > MOST_LOOSE) return true;
    }
  }
  return false;
};

/** At a group's end: what was ambiguous in it is so in the group around it as well. */
const isEndlessGroup = (closed: Group, around: Group, repeat: string): boolean => {
  if (closed.isAmbiguous) around.isAmbiguous = true;
  return repeat !== "" && (closed.isAmbiguous || isAlike(closed.heads));
};

/** Letters, escapes, classes, `|`, and the beginnings and ends of groups; flags such as `(?i)` are none. */
const piecesOf = (source: string): readonly Piece[] => {
  const pieces: Piece[] = [];
  for (let at = 0; at < source.length;) {
    const rest = source.slice(at);
    const text = (OPENING.exec(rest) ?? PIECE.exec(rest))![0];
    const isOpening = rest.startsWith("(");
    const repeat = isOpening ? "" : (UNBOUNDED.exec(rest.slice(text.length))?.[0] ?? "");
    if (!isOpening || !text.endsWith(")")) pieces.push({ text, repeat });
    at += text.length + repeat.length;
  }
  return pieces;
};

const newGroup = (): Group => ({ isAmbiguous: false, heads: [""] });

const begin = (group: Group, piece: string): void => {
  if (group.heads.at(-1) === "") group.heads[group.heads.length - 1] = piece;
};

/** Two branches can take the same letter first: equal ones do, and a class or a group may. */
const isAlike = (heads: readonly string[]): boolean =>
  heads.length > 1 &&
  (new Set(heads).size < heads.length || heads.some((head) => !/^(?:\\[^dDwWsS]|[\w-])$/.test(head)));
