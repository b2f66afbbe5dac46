// What the page around an embed may ask for. Each message is checked field by field; anything else is refused by a word.
import * as v from "valibot";

const LONGEST_FILE = 100_000;
const common = { drydock: v.literal(1) };

const incomingSchema = v.variant("type", [
  v.object({ ...common, type: v.literal("play") }),
  v.object({ ...common, type: v.literal("pause") }),
  v.object({ ...common, type: v.literal("seek"), t: v.pipe(v.number(), v.minValue(0), v.maxValue(3600)) }),
  v.object({ ...common, type: v.literal("speed"), speed: v.pipe(v.number(), v.minValue(0.1), v.maxValue(60)) }),
  v.object({
    ...common,
    type: v.literal("apply"),
    file: v.pipe(v.string(), v.regex(/^[\w.-]{1,100}$/)),
    text: v.pipe(v.string(), v.maxLength(LONGEST_FILE)),
  }),
]);
type Incoming = v.InferOutput<typeof incomingSchema>;

export const readMessage = (data: unknown): Incoming | { readonly why: string } => {
  const parsed = v.safeParse(incomingSchema, data);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  return { why: `${v.getDotPath(issue) ?? "message"}: ${issue.message}` };
};
