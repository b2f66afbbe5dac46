// What the course map draws. Types only.

export interface DockView {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly symptom: string;
  /** read: to its end, and what it is about was not done. */
  readonly state: "done" | "read" | "working" | "ahead";
  /** Of one that was gone through: mended, or only read. */
  readonly learned: string;
  readonly timeText: string;
  readonly stepText: string;
  readonly steps: readonly ("done" | "now" | "ahead")[];
  readonly drawing: string;
  /** The same in sixty seconds: its name and its address. */
  readonly scene: { readonly label: string; readonly href: string } | null;
  /** What is better taken first, or "". */
  readonly advice: string;
  readonly href: string;
}

export interface BuoyView {
  readonly id: string;
  readonly title: string;
  readonly teaser: string;
  readonly state: DockView["state"];
  readonly timeText: string;
  /** What is better taken first, or "". */
  readonly advice: string;
  readonly href: string;
}

export interface CourseView {
  /** Part 2: the cases. */
  readonly docks: readonly DockView[];
  /** Part 1: the concepts. */
  readonly buoys: readonly BuoyView[];
  /** Part 3: looking closer. */
  readonly closer: readonly BuoyView[];
  /** What the reader brought: dropped on the page, or fetched. */
  readonly own: readonly BuoyView[];
  readonly facts: readonly {
    readonly label: string;
    readonly value: string;
    /** Stands at once behind the value: it brings the space that its language wants. */
    readonly unit: string;
  }[];
  readonly resume: { readonly label: string; readonly href: string } | null;
}
