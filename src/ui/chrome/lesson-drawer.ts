import { createContext, type ReactNode } from "react";

/** The button that opens the lesson, where the lesson is a drawer: the layout makes it, the top bar shows it. */
export const LessonDrawerContext = createContext<ReactNode>(null);
