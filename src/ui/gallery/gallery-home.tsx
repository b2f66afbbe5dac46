import { useState, type ReactNode } from "react";
import type { Language, Scheme } from "#app/view-models/chrome";
import { HomePage } from "../home/home-page.tsx";
import { course } from "./fixtures/course.ts";

export interface GalleryHomeProps {
  readonly language: Language;
  readonly onLanguage: (language: Language) => void;
}

export function GalleryHome({ language, onLanguage }: GalleryHomeProps): ReactNode {
  const [scheme, setScheme] = useState<Scheme>("auto");
  return (
    <HomePage
      course={course(language)}
      language={language}
      scheme={scheme}
      links={{ sandbox: "#", workshops: "#", embed: "#" }}
      onLanguage={onLanguage}
      onScheme={(next) => {
        setScheme(next);
        if (next === "auto") delete document.documentElement.dataset["theme"];
        else document.documentElement.dataset["theme"] = next;
      }}
    />
  );
}
