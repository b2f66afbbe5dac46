// The course map as a page of the app.
import type { ReactNode } from "react";
import { chromeActions, openBringing, removeOwn } from "#app/actions";
import { selectCourseView } from "#app/course";
import type { AppState } from "#app/state";
import { HomePage } from "../home/home-page.tsx";
import { useApp } from "./use-app.ts";

/** Embeds are pages of their own: one file has none beside it. */
const isOneFile = import.meta.env.MODE === "one";
const selectScheme = (s: AppState): AppState["scheme"] => s.scheme;
const selectLanguage = (s: AppState): AppState["language"] => s.language;

export function Home(): ReactNode {
  const course = useApp(selectCourseView);
  const language = useApp(selectLanguage);
  const scheme = useApp(selectScheme);
  if (!course) return null;
  return (
    <HomePage
      course={course}
      language={language}
      scheme={scheme}
      links={{
        sandbox: "#/sandbox",
        workshops: "?present#/",
        ...(isOneFile ? {} : { embed: "?snippet" }),
        classroom: "?class",
      }}
      {...chromeActions}
      onBring={openBringing}
      onRemove={removeOwn}
    />
  );
}
