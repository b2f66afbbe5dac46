// The course map as it is shown: for the pages that show it, which come only when they are asked for.
import { loadProgress } from "./drivers/storage.ts";
import { once } from "./once.ts";
import { ownLessons } from "./session/load.ts";
import type { AppState } from "./state.ts";
import type { CourseView } from "./view-models/course.ts";
import { courseView } from "./views/course-view.ts";

export const selectCourseView: (s: AppState) => CourseView | null = once(
  (s) => [s.texts, s.page, s.own],
  (s) => (s.texts ? courseView(s.texts, loadProgress, ownLessons()) : null),
);
