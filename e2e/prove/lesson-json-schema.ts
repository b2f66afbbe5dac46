// The lesson format as JSON Schema, made from the schema that the page itself checks lessons with.
import { toJsonSchema } from "@valibot/to-json-schema";
import { lessonSchema } from "../../src/tutor/lesson.ts";

export const lessonJsonSchema = (): string => {
  const schema = toJsonSchema(lessonSchema, { typeMode: "input", errorMode: "ignore" });
  return `${JSON.stringify({ ...schema, title: "A Drydock lesson" }, null, 2)}\n`;
};
