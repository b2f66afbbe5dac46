const HANGUL = /[ㄱ-ㅣ가-힣]/;

/** Whether the first word of a line was typed with the Korean layout on: no command has a name in Hangul. */
export const isInHangul = (line: string): boolean => HANGUL.test(line.trim().split(/\s/)[0] ?? "");
