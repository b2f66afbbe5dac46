// The door of what runs a line (line-parts.ts), and of what else only those need who type, or look closely.
import { completeLine } from "./completion/complete-line.ts";
import type { LineParts } from "./line-parts.ts";
import { wordsUnder } from "./suggest.ts";
import { createLineRunner } from "./terminal/line-runner.ts";
import { isUnfinished } from "./terminal/parse.ts";

export const lines: LineParts = { createLineRunner, isUnfinished, completeLine, wordsUnder };

export { rolloutStatus, type RolloutStatus } from "./commands/rollout/status-viewer.ts";
export { createEngineClient, type ApiPath } from "./engine-client.ts";
export { toYaml } from "./go/yaml.ts";
export { resumeKubectl, runKubectl, type KubectlOutcome, type Waiting } from "./run.ts";
