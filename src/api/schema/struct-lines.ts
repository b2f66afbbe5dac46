// Go's structs as `generated/*.json` holds them, one a line: its name, then its fields in Go's order, each
//   GoName[=jsonName][:GoType]
// The JSON name is the Go name with a small first letter if none is given.

export interface StructField {
  readonly goName: string;
  /** Empty: the struct's own fields stand beside the others. */
  readonly jsonName: string;
  readonly type: string;
}

/** Each struct's fields, read when it is first asked for; none of a name that is no struct's. `usual`: the type of a field that names none. */
export const readStructs = (
  structs: string,
  usual: string,
): { readonly has: (struct: string) => boolean; readonly fieldsOf: (struct: string) => readonly StructField[] } => {
  const lines: ReadonlyMap<string, string> = new Map(
    structs.split("\n").map((line) => {
      const space = line.indexOf(" ");
      return [line.slice(0, space), line.slice(space + 1)] as const;
    }),
  );
  const read = new Map<string, readonly StructField[]>();
  const fieldsOf = (struct: string): readonly StructField[] => {
    const known = read.get(struct);
    if (known) return known;
    const fields = (lines.get(struct) ?? "").split(" ").map((word) => fieldOf(word, usual));
    read.set(struct, fields);
    return fields;
  };
  return { has: (struct) => lines.has(struct), fieldsOf };
};

const fieldOf = (word: string, usual: string): StructField => {
  const colon = word.indexOf(":");
  const [goName = "", jsonName] = (colon < 0 ? word : word.slice(0, colon)).split("=");
  const type = colon < 0 ? usual : word.slice(colon + 1);
  return { goName, jsonName: jsonName ?? goName.charAt(0).toLowerCase() + goName.slice(1), type };
};
