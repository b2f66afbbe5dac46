import { describe, expect, it } from "vitest";
import { lessonPage, listPage, type ReadLesson } from "../../.ci/read-page.ts";
import { lessonFolders, readLesson } from "../../.ci/lessons-plugin.ts";

const course = lessonFolders("lessons").map((folder): ReadLesson => {
  const { compiled, prose } = readLesson(folder);
  return { compiled: compiled!, prose: { en: prose["en"]!, ko: prose["ko"]! } };
});
const table = {
  sections: [{ id: "pods", caption: "Pods", columns: ["Name"], rows: [{ id: "a", tone: "ok", cells: ["<web>"] }] }],
} as const;
const options = { language: "en", table, picture: null, next: null } as const;

describe("a lesson as text", () => {
  it.each(course.map((lesson) => ({ id: lesson.compiled.lesson.id, lesson })))(
    "$id says every step in both languages, and runs nothing",
    ({ lesson }) => {
      for (const language of ["en", "ko"] as const) {
        const page = lessonPage(lesson, { ...options, language });
        for (const { title } of Object.values(lesson.prose[language].steps)) {
          expect(page).toContain(`<h2>${title.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}</h2>`);
        }
        expect(page).toContain(`<html lang="${language}">`);
        expect(page).not.toMatch(/<script|javascript:|\son\w+=/);
      }
    },
  );

  it("escapes what a lesson says", () => {
    const [lesson] = course;
    const en = { ...lesson!.prose.en, title: "<img src=x onerror=alert(1)>", teaser: '"><script>' };
    const page = lessonPage({ ...lesson!, prose: { ...lesson!.prose, en } }, options);
    expect(page).toContain("&lt;img src=x onerror=alert(1)&gt;");
    expect(page).not.toContain("<img");
    expect(page).not.toContain("<script");
    expect(page).toContain("<td>&lt;web&gt;</td>");
  });

  it("names the other language, the picture, and what comes next", () => {
    const [lesson, next] = course;
    const { id } = lesson!.compiled.lesson;
    const page = lessonPage(lesson!, { ...options, picture: "../../embed/x.svg", next: next! });
    expect(page).toContain(`<link rel="alternate" hreflang="ko" href="../ko/${id}.html">`);
    expect(page).toContain('<img src="../../embed/x.svg" alt="');
    expect(page).toContain(`<a href="./${next!.compiled.lesson.id}.html">`);
    expect(page).toContain(`<a href="../../#/lesson/${id}">`);
  });

  it("lists every lesson", () => {
    const page = listPage(course, "ko");
    for (const { compiled } of course) expect(page).toContain(`href="./${compiled.lesson.id}.html"`);
  });
});
