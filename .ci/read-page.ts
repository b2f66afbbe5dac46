// A lesson as a page of text. Everything that a lesson says is escaped: nothing in it can run.
import { toBlocks, toInline, type Block, type CompiledLesson, type Prose, type RichText, type StepProse } from "#tutor";
import { en } from "../src/app/i18n/en.ts";
import { home as homeEn } from "../src/app/i18n/home-en.ts";
import { home as homeKo } from "../src/app/i18n/home-ko.ts";
import { ko } from "../src/app/i18n/ko.ts";
import { words as wordsEn } from "../src/app/i18n/words-en.ts";
import { words as wordsKo } from "../src/app/i18n/words-ko.ts";
import { sceneHref } from "../src/app/share/scene-link.ts";
import { partLabel } from "../src/app/views/part-label.ts";
import type { Language } from "../src/app/view-models/chrome.ts";
import type { TableView } from "../src/app/view-models/graph.ts";

export const LANGUAGES = ["en", "ko"] as const;
export const dictionaries = { en, ko } as const;
const homes = { en: homeEn, ko: homeKo } as const;

export interface ReadLesson {
  readonly compiled: CompiledLesson;
  readonly prose: Readonly<Record<Language, Prose>>;
}

export interface PageOptions {
  readonly language: Language;
  /** The cluster of the first moment. */
  readonly table: TableView;
  readonly picture: string | null;
  readonly next: ReadLesson | null;
}

const TEXTS = {
  en: {
    lessons: "All lessons",
    play: "Play this lesson",
    other: "한국어",
    intro:
      "A playground to learn Kubernetes by breaking a cluster and mending it. Every lesson, to read without playing.",
    playAll: "To the playground",
    start: "The cluster at the beginning",
    picture: (title: string) => `The cluster of the lesson “${title}”`,
    hint: "Hint",
    answer: "Answer",
    tried: "If you try something else",
    files: "The files at the beginning",
    next: "Next",
    reviews: "Questions, answered by acting",
  },
  ko: {
    lessons: "모든 레슨",
    play: "이 레슨 직접 해 보기",
    other: "English",
    intro: "클러스터를 부수고 고치면서 쿠버네티스를 배우는 놀이터예요. 모든 레슨을 글로 읽을 수 있어요.",
    playAll: "놀이터로 가기",
    start: "시작할 때의 클러스터",
    picture: (title: string) => `레슨 “${title}”의 클러스터`,
    hint: "힌트",
    answer: "답",
    tried: "다르게 해 보면",
    files: "시작할 때의 파일",
    next: "다음",
    reviews: "직접 해 보며 답하는 문제",
  },
} as const;

export const lessonPage = (lesson: ReadLesson, options: PageOptions): string => {
  const { language, table, picture, next } = options;
  const text = TEXTS[language];
  const { id, steps, reviews } = lesson.compiled.lesson;
  const prose = lesson.prose[language];
  const image = picture ? `<p><img src="${e(picture)}" alt="${e(text.picture(prose.title))}"></p>` : "";
  return page(language, {
    file: `${id}.html`,
    title: prose.title,
    description: prose.teaser,
    body: [
      `<p class="nav"><a href="./index.html">${text.lessons}</a> <a href="../../#/lesson/${id}">${text.play}</a>${sceneLink(lesson, language)}</p>`,
      `<p class="part">${e(labelOf(lesson, language))}</p><h1>${e(prose.title)}</h1>`,
      `<p class="teaser">${inline(toInline(prose.teaser))}</p>${image}`,
      `<details><summary>${text.start}</summary>${tables(table)}</details>`,
      `<details><summary>${text.files}</summary>${lesson.compiled.files.map(file).join("")}</details>`,
      ...steps.map((s) => section(prose.steps[s.id], language)),
      reviews.length > 0 ? `<h2>${text.reviews}</h2>` : "",
      ...reviews.map((r) => section(prose.reviews[r.id], language, "h3")),
      next ? `<p class="nav">${text.next}: ${link(next, language)}</p>` : "",
    ].join("\n"),
  });
};

export const listPage = (course: readonly ReadLesson[], language: Language): string => {
  const text = TEXTS[language];
  const { parts } = homes[language];
  const ofPart = (part: keyof typeof parts): string => {
    const rows = course.filter((l) => l.compiled.lesson.part === part);
    if (rows.length === 0) return "";
    const items = rows.map(
      (l) => `<li>${link(l, language)}${sceneLink(l, language)}<br>${inline(toInline(l.prose[language].teaser))}</li>`,
    );
    return `<h2>${parts[part]}</h2><ul>${items.join("")}</ul>`;
  };
  return page(language, {
    file: "index.html",
    title: text.lessons,
    description: text.intro,
    body: [
      `<h1>Drydock</h1><p class="teaser">${text.intro}</p><p class="nav"><a href="../../">${text.playAll}</a></p>`,
      ofPart("concepts"),
      ofPart("cases"),
      ofPart("closer"),
    ].join("\n"),
  });
};

/** A case in sixty seconds. */
const sceneLink = ({ compiled: { lesson } }: ReadLesson, language: Language): string => {
  if (!lesson.scene) return "";
  const { scene } = (language === "ko" ? wordsKo : wordsEn).again;
  return ` <a href="../../${sceneHref(lesson.id, language)}">${scene}</a>`;
};

const labelOf = ({ compiled: { lesson } }: ReadLesson, language: Language): string =>
  partLabel({ part: lesson.part, number: lesson.case ?? null }, language === "ko" ? wordsKo : wordsEn);

const link = (lesson: ReadLesson, language: Language): string =>
  `<a href="./${lesson.compiled.lesson.id}.html">${e(labelOf(lesson, language))} · ${e(lesson.prose[language].title)}</a>`;

const section = (step: StepProse | undefined, language: Language, heading = "h2"): string => {
  if (!step) return "";
  const text = TEXTS[language];
  const { realLife } = dictionaries[language].lesson;
  const tried = Object.values(step.feedback);
  return `<section><${heading}>${e(step.title)}</${heading}>
${blocks(step.body)}${list(Object.values(step.goals))}${predict(step, text.answer)}
${fold(text.hint, list(Object.values(step.hints)))}${fold(text.tried, list(tried))}
${step.answer ? fold(text.answer, blocks(step.answer)) : ""}${step.realLife ? fold(realLife, blocks(step.realLife)) : ""}</section>`;
};

const predict = ({ predict: guess }: StepProse, answer: string): string =>
  guess ? `${blocks(guess.question)}${list(Object.values(guess.options))}${fold(answer, blocks(guess.answer))}` : "";

const fold = (summary: string, inside: string): string =>
  inside === "" ? "" : `<details><summary>${summary}</summary>${inside}</details>`;

const list = (rows: readonly string[]): string =>
  rows.length === 0 ? "" : `<ul>${rows.map((row) => `<li>${inline(toInline(row))}</li>`).join("")}</ul>`;

const file = ({ name, text }: { readonly name: string; readonly text: string }): string =>
  `<p><code>${e(name)}</code></p><pre>${e(text)}</pre>`;

const cells = (tag: string, row: readonly string[]): string => row.map((c) => `<${tag}>${e(c)}</${tag}>`).join("");

const tables = ({ sections }: TableView): string => {
  return sections
    .map(({ caption, columns, rows }) => {
      const body = rows.map((r) => `<tr>${cells("td", r.cells)}</tr>`).join("");
      return `<div class="wide"><table><caption>${e(caption)}</caption><thead><tr>${cells("th", columns)}</tr></thead><tbody>${body}</tbody></table></div>`;
    })
    .join("");
};

const blocks = (markdown: string): string => toBlocks(markdown).map(block).join("");

const block = (b: Block): string => {
  if (b.kind === "code") return `<pre>${e(b.text)}</pre>`;
  if (b.kind !== "list") return `<p>${inline(b.text)}</p>`;
  const tag = b.ordered ? "ol" : "ul";
  return `<${tag}>${b.items.map((item) => `<li>${inline(item)}</li>`).join("")}</${tag}>`;
};

const inline = (text: RichText): string =>
  text
    .map((part) => {
      if (typeof part === "string") return e(part);
      if (part.kind === "link") return `<a href="${e(part.href)}">${e(part.text)}</a>`;
      return `<${part.kind}>${e(part.text)}</${part.kind}>`;
    })
    .join("");

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const e = (text: string): string => text.replaceAll(/[&<>"]/g, (c) => ENTITIES[c]!);

interface Parts {
  readonly file: string;
  readonly title: string;
  readonly description: string;
  readonly body: string;
}

const page = (language: Language, { file: name, title, description, body }: Parts): string => {
  const other = language === "ko" ? "en" : "ko";
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${e(title)} · Drydock</title>
<meta name="description" content="${e(description.replaceAll("\n", " "))}">
<link rel="icon" type="image/svg+xml" href="../../mark.svg">
<link rel="alternate" hreflang="${language}" href="../${language}/${name}">
<link rel="alternate" hreflang="${other}" href="../${other}/${name}">
<style>${STYLE}</style>
</head>
<body>
<header><a href="../../">Drydock</a> <a href="../${other}/${name}" hreflang="${other}" lang="${other}">${TEXTS[language].other}</a></header>
<main>
${body}
</main>
</body>
</html>
`;
};

const STYLE = `
:root{color-scheme:light dark;font:16px/1.65 system-ui,"Apple SD Gothic Neo","Malgun Gothic",sans-serif}
body{margin:0;padding:0 20px 48px}
header,main{max-width:44rem;margin:0 auto}
header,.nav{display:flex;flex-wrap:wrap;gap:6px 20px;padding:14px 0;justify-content:space-between}
h1{line-height:1.25;margin:0 0 .3em}h2{margin:2em 0 .4em;line-height:1.3}h3{margin:1.6em 0 .3em}
.part{margin:1.2em 0 0}.teaser{font-size:1.12em}
img{max-width:100%;height:auto}
pre,.wide{overflow-x:auto}pre{padding:12px;border:1px solid #8885;border-radius:4px;font-size:.86em;line-height:1.45}
code{font-size:.92em}table{border-collapse:collapse;font-size:.88em}caption{text-align:left;font-weight:600;padding:8px 0}
th,td{text-align:left;padding:3px 14px 3px 0;white-space:nowrap}
details{margin:.6em 0}summary{cursor:pointer}
`;
