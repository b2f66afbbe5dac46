// Both languages come with the editor; a lesson lives before it does.
import { runtime as en, type RuntimeWords } from "./runtime-en.ts";
import { runtime as ko } from "./runtime-ko.ts";
import type { Words } from "./words.ts";

export const runtimeWords = ({ code }: Words): RuntimeWords => (code === "ko" ? ko : en);
