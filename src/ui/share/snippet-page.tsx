// `?snippet`: chooses what an embed shows, gives the lines for a page, and shows it as its readers will see it.
import { useEffect, useId, useRef, useState, type ReactNode } from "react";
import { copyText } from "#app/share/copy-text";
import { readerLanguage, readerScheme, snippetLessons, snippetWords } from "#app/share/snippets";
import type { SnippetWords } from "#app/i18n/snippet-en";
import { Button } from "../common/button.tsx";
import { cx } from "../common/cx.ts";
import textPage from "../common/text-page.module.css";
import { embedHref, makeSnippet, type SnippetChoice, type SnippetForm } from "./snippet.ts";
import css from "./snippet-page.module.css";

const SPEEDS = [0.5, 1, 2, 5, 10];
const THEMES = ["auto", "light", "dark"] as const;
const PANES = ["editor", "terminal"] as const;
const FORMS: readonly SnippetForm[] = ["iframe", "element", "picture"];
const FIRST_HEIGHT = 520;
const HIGHEST = 4000;

export interface SnippetPageProps {
  /** Asked for by the address; any other word is as none. */
  readonly lesson: string | null;
}

type Choices = Omit<SnippetChoice, "title" | "teaser">;

export function SnippetPage({ lesson }: SnippetPageProps): ReactNode {
  const [choices, setChoices] = useState<Choices>(() => firstChoices(lesson));
  const words = useWords();
  const [height, setHeight] = useState(FIRST_HEIGHT);
  if (!words) return null;
  const found = snippetLessons.find((one) => one.id === choices.lesson);
  if (!found) return null;
  const choice = { ...choices, title: found.title[choices.language], teaser: found.teaser[choices.language] };
  const site = new URL(".", location.href).href.split("?")[0]!;
  return (
    <main className={cx(textPage["page"], css["page"])}>
      <p>
        <a href="./">{words.back}</a>
      </p>
      <h1>{words.title}</h1>
      <p className={textPage["intro"]}>{words.intro}</p>
      <div className={textPage["columns"]}>
        <Form words={words} choices={choices} onChange={(part) => setChoices({ ...choices, ...part })} />
        <div>
          {FORMS.map((form) => (
            <Snippet key={form} words={words} form={form} text={makeSnippet(form, choice, { site, height })} />
          ))}
          <p className={css["note"]}>
            {words.oembed} <code>{`${site}embed/${choice.lesson}.${choice.language}.json`}</code>
          </p>
        </div>
      </div>
      <h2>{words.preview}</h2>
      <Preview href={embedHref(choice, "./")} title={choice.title} height={height} onHeight={setHeight} />
    </main>
  );
}

const firstChoices = (asked: string | null): Choices => ({
  lesson: snippetLessons.some((one) => one.id === asked) ? asked! : (snippetLessons[0]?.id ?? ""),
  language: readerLanguage(),
  theme: "auto",
  panes: [],
  mayEdit: false,
  isAutoplay: false,
  isScene: false,
  speed: 1,
  t: null,
});

function useWords(): SnippetWords | null {
  const [words, setWords] = useState<SnippetWords | null>(null);
  useEffect(() => {
    const language = readerLanguage();
    const scheme = readerScheme();
    document.documentElement.lang = language;
    if (scheme !== "auto") document.documentElement.dataset["theme"] = scheme;
    void snippetWords(language).then((loaded) => {
      document.title = `${loaded.title} · Drydock`;
      setWords(loaded);
    });
  }, []);
  return words;
}

interface FormProps {
  readonly words: SnippetWords;
  readonly choices: Choices;
  readonly onChange: (part: Partial<Choices>) => void;
}

function Form({ words, choices, onChange }: FormProps): ReactNode {
  const noteId = useId();
  return (
    <form className={css["form"]} onSubmit={(event) => event.preventDefault()}>
      <label>
        {words.lesson}
        <select value={choices.lesson} onChange={(event) => onChange({ lesson: event.target.value, isScene: false })}>
          {snippetLessons.map((one) => (
            <option key={one.id} value={one.id}>
              {one.title[choices.language]}
            </option>
          ))}
        </select>
      </label>
      <label>
        {words.language}
        <select
          value={choices.language}
          onChange={(event) => onChange({ language: event.target.value === "ko" ? "ko" : "en" })}
        >
          <option value="en">English</option>
          <option value="ko">한국어</option>
        </select>
      </label>
      <label>
        {words.theme}
        <select
          value={choices.theme}
          onChange={(event) => onChange({ theme: THEMES.find((one) => one === event.target.value) ?? "auto" })}
        >
          {THEMES.map((theme) => (
            <option key={theme} value={theme}>
              {words.themes[theme]}
            </option>
          ))}
        </select>
      </label>
      <label>
        {words.speed}
        <select value={choices.speed} onChange={(event) => onChange({ speed: Number(event.target.value) })}>
          {SPEEDS.map((speed) => (
            <option key={speed} value={speed}>{`${speed}×`}</option>
          ))}
        </select>
      </label>
      <label>
        {words.from}
        <input
          type="number"
          min={0}
          max={3600}
          aria-describedby={noteId}
          value={choices.t ?? ""}
          onChange={(event) =>
            onChange({ t: event.target.value === "" ? null : Math.max(0, Number(event.target.value)) })
          }
        />
      </label>
      <p id={noteId} className={css["note"]}>
        {words.fromNote}
      </p>
      <fieldset>
        <legend>{words.panes}</legend>
        {PANES.map((pane) => (
          <Check
            key={pane}
            label={words[pane]}
            isOn={choices.panes.includes(pane)}
            onChange={(isOn) =>
              onChange({ panes: PANES.filter((one) => (one === pane ? isOn : choices.panes.includes(one))) })
            }
          />
        ))}
      </fieldset>
      <Check label={words.edit} isOn={choices.mayEdit} onChange={(mayEdit) => onChange({ mayEdit })} />
      {snippetLessons.find((one) => one.id === choices.lesson)?.hasScene ? (
        <Check label={words.scene} isOn={choices.isScene} onChange={(isScene) => onChange({ isScene })} />
      ) : null}
      <Check label={words.autoplay} isOn={choices.isAutoplay} onChange={(isAutoplay) => onChange({ isAutoplay })} />
    </form>
  );
}

interface CheckProps {
  readonly label: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

function Check({ label, isOn, onChange }: CheckProps): ReactNode {
  return (
    <label className={css["check"]}>
      <input type="checkbox" checked={isOn} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  );
}

interface SnippetProps {
  readonly words: SnippetWords;
  readonly form: SnippetForm;
  readonly text: string;
}

function Snippet({ words, form, text }: SnippetProps): ReactNode {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [said, setSaid] = useState("");
  const copy = (): void => {
    field.current?.select();
    void copyText(text).then((isDone) => setSaid(isDone ? words.copied : words.copyFailed));
  };
  return (
    <section className={css["snippet"]}>
      <label htmlFor={id}>{words.forms[form]}</label>
      <p className={css["note"]}>{words.notes[form]}</p>
      <textarea id={id} ref={field} readOnly rows={form === "element" ? 5 : 3} value={text} spellCheck={false} />
      <Button isSmall onClick={copy} aria-label={`${words.copy}: ${words.forms[form]}`}>
        {words.copy}
      </Button>{" "}
      <span role="status">{said}</span>
    </section>
  );
}

interface PreviewProps {
  readonly href: string;
  readonly title: string;
  readonly height: number;
  readonly onHeight: (height: number) => void;
}

/** The embed itself, as high as it says that it is. */
function Preview({ href, title, height, onHeight }: PreviewProps): ReactNode {
  const frame = useRef<HTMLIFrameElement>(null);
  useEffect(() => {
    const onMessage = (event: MessageEvent): void => {
      const said = event.data as { readonly drydock?: unknown; readonly type?: unknown; readonly height?: unknown };
      if (event.source !== frame.current?.contentWindow || said?.drydock !== 1 || said.type !== "height") return;
      if (typeof said.height === "number" && said.height > 0 && said.height < HIGHEST) onHeight(said.height);
    };
    addEventListener("message", onMessage);
    return () => removeEventListener("message", onMessage);
  }, [onHeight]);
  return (
    <iframe
      ref={frame}
      className={css["preview"]}
      src={href}
      title={title}
      sandbox="allow-scripts allow-popups"
      style={{ height }}
    />
  );
}
