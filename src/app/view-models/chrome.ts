// What the bars around the picture show. Types only.

export type Language = "en" | "ko";
export type Scheme = "auto" | "light" | "dark";

export interface TopBarView {
  readonly label: string;
  readonly title: string;
  readonly nowText: string;
  readonly language: Language;
  readonly scheme: Scheme;
  /** Lessons of the menu under the title. */
  readonly lessons: readonly {
    readonly id: string;
    readonly label: string;
    readonly href: string;
    readonly isHere: boolean;
  }[];
}

/** Said to screen readers when something happened; the same text is not said twice in a row. */
export interface NarrationView {
  readonly id: number;
  readonly text: string;
}
