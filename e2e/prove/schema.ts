// npm run lesson-schema: writes lessons/lesson.schema.json, by which an author's editor completes lesson.yaml.
import { writeFileSync } from "node:fs";
import { lessonJsonSchema } from "./lesson-json-schema.ts";

writeFileSync("lessons/lesson.schema.json", lessonJsonSchema());
console.log("lessons/lesson.schema.json written");
