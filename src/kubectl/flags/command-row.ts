// One command of kubectl as data. A flag is `name,shorthand=default`; @print and @files stand for flags that many commands share.
export interface CommandRow {
  readonly usage: string;
  readonly flags: string;
  readonly commands?: readonly string[];
}
