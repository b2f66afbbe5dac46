// The words of the course map; they come with it.
import type { Widen } from "./widen.ts";

export const home = {
  title: ["Break a cluster.", "See why.", "Mend it."],
  lead: "Outages from real operation, in a Kubernetes that runs in this page.",
  map: "Course map",
  listView: "List view",
  mapView: "Map view",
  sandbox: "Sandbox",
  sandboxNote: "A cluster of your own, to break as you like",
  classroom: "Class",
  workshops: "For workshops",
  embed: "Embed",
  yourCourse: "your course",
  recommended: "recommended",
  conceptMet: "concept met",
  conceptAhead: "concept ahead",
  closerMark: "looking closer",
  anyDock: "Any dock may be entered at any time.",
  own: "Yours",
  ownNote: "Lessons that you brought. They are kept in this browser only.",
  remove: "Remove",
  removeSure: "Really remove?",
  removeLabel: (title: string) => `Remove ${title}`,
  bring: "Open a lesson…",
  lessonColumn: "Lesson",
  aboutColumn: "What it is about",
  stateColumn: "State",
  timeColumn: "Time",
  state: { done: "mended", working: "under repair", ahead: "ahead" },
  conceptState: { done: "met", working: "begun", ahead: "ahead" },
  parts: { concepts: "Part 1 · Concepts", cases: "Part 2 · Cases", closer: "Part 3 · Looking closer" },
} as const;

export type HomeWords = Widen<typeof home>;
