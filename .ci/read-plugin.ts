// Vite: writes read/ of the site: every lesson as a page of text in each language, for readers without script and for search engines. From
// the same data as the page itself; the cluster of its first moment stands in it as a table, and as a picture where the build drew one.
import { existsSync } from "node:fs";
import path from "node:path";
import type { Plugin } from "vite";
import { clusterTable } from "../src/app/cluster-table.ts";
import { lessonFolders, readLesson } from "./lessons-plugin.ts";
import { dictionaries, lessonPage, listPage, LANGUAGES, type ReadLesson } from "./read-page.ts";
import { makeStill } from "./stills.ts";

export const readPlugin = (root: string, lessons: string): Plugin => ({
  name: "drydock-read",
  apply: "build",
  generateBundle: {
    // When all pictures are there.
    order: "post",
    async handler(_options, bundle) {
      const emit = (fileName: string, source: string): void => void this.emitFile({ type: "asset", fileName, source });
      const course = lessonFolders(lessons).flatMap((folder): ReadLesson[] => {
        const { compiled, prose } = readLesson(folder);
        // The lessons' own plugin stops the build and says why.
        return compiled ? [{ compiled, prose: { en: prose["en"]!, ko: prose["ko"]! } }] : [];
      });
      for (const language of LANGUAGES) {
        emit(`read/${language}/index.html`, listPage(course, language));
        for (const [i, lesson] of course.entries()) {
          const { id } = lesson.compiled.lesson;
          const { cluster } = await makeStill(root, lesson.compiled, lesson.prose[language], language);
          const picture = `embed/${id}.${language}.svg`;
          const page = lessonPage(lesson, {
            language,
            table: clusterTable(cluster, dictionaries[language]),
            picture: picture in bundle || existsSync(path.join(root, "public", picture)) ? `../../${picture}` : null,
            next: course[i + 1] ?? null,
          });
          emit(`read/${language}/${id}.html`, page);
        }
      }
    },
  },
});
