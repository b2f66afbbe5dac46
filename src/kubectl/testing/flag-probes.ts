// How a flag is tried: rows of flags/probes/*.txt. `«with¦without»` stands for the flag in a line, `@9` for seconds that pass afterwards,
// `^NAME` for what is done in the editor. What must come of it: `+ text` and `- text` (lines that are printed or changed only with it,
// only without it), `ends exit 1` (else it ends with 0), `same`, `order` (the same lines in another order), `refused` (it may end with another status; by flags/effects.ts), `no: text` (by the command).

export interface Probe {
  readonly path: string;
  readonly flag: string;
  readonly line: string;
  readonly want: string;
}

/** The commands of the tables; what stands under each. */
const blocks = (tables: string): (readonly [path: string, lines: readonly string[]])[] =>
  tables
    .split(/^@ /m)
    .slice(1)
    .map((block) => {
      const [path = "", ...lines] = block.trimEnd().split("\n");
      return [path, lines.filter((line) => line !== "")] as const;
    });

const PRINTED: readonly (readonly [flag: string, given: string, want: string])[] = [
  ["output", "«-o jsonpath={.kind}_»", "+ _"],
  ["template", "-o go-template «--template={{.kind}}X»", "+ X"],
  [
    "allow-missing-template-keys",
    "-o jsonpath={.nope} «--allow-missing-template-keys=false»",
    "+ nope is not found ;; ends exit 1",
  ],
  ["show-managed-fields", "-o yaml «--show-managed-fields»", "+ managedFields:"],
  ["dry-run", "«--dry-run=client»", "+ (dry run) ;; - object"],
  ["dry-run", "«--dry-run=server»", "+ (server dry run) ;; - object"],
  ["field-manager", "-o yaml --show-managed-fields «--field-manager=me»", "+ manager: me"],
  ["save-config", "«--save-config»", "+ last-applied-configuration"],
  ["validate", "«--validate=ignore»", "same"],
];

/** A folder in the place of a file. */
const built = (line: string): string => line.replace(/«-f [^»]*»/, "«-k .»");

/** Rows that a command has because of its `base`, `file` and `dir`, unless it has rows of its own for the flag. */
const sharedRows = (rows: readonly Probe[], own: readonly string[]): readonly Probe[] => {
  const named = (name: string): Probe | undefined => rows.find(({ flag }) => flag === name);
  const [base, file, dir] = [named("base"), named("file"), named("dir")];
  const derived = base
    ? PRINTED.map(([flag, given, want]) => ({ ...base, flag, want, line: base.line.replace("§", given) }))
    : [];
  return [
    ...derived,
    ...(file
      ? [
          { ...file, flag: "filename" },
          { ...file, flag: "kustomize", line: built(file.line), want: "refused" },
        ]
      : []),
    ...(dir ? [{ ...dir, flag: "recursive" }] : []),
  ].filter(({ flag }) => own.includes(flag) && named(flag) === undefined);
};

export const flagProbes = (tables: string, flagsOf: (path: string) => readonly string[]): readonly Probe[] =>
  blocks(tables).flatMap(([path, lines]) => {
    const rows = lines.map((row): Probe => {
      const [flag = "", line = "", want = ""] = row.split(" :: ");
      return { path, flag, line, want };
    });
    const own = rows.filter(({ flag }) => !["base", "file", "dir"].includes(flag));
    return [...own, ...sharedRows(rows, flagsOf(path))];
  });
