// The door of what `explain` reads, which loads when a line first names it (rare-parts.ts).
import { openApi } from "#api/schema/openapi";

export const explainedPart = { openApi: () => openApi } as const;
