export class ShellSyntaxError extends Error {}

/** A word cannot be made of what is set: the line is given up. */
export class ExpansionError extends Error {}

/** The text ends before what it began: with more lines it may be right. */
export class UnfinishedError extends ShellSyntaxError {}

export const endsBefore = (sign: string): UnfinishedError =>
  new UnfinishedError(`unexpected EOF while looking for matching \`${sign}'`);
