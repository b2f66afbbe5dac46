// `?snippet`: chooses what an embed shows, gives the lines for a page, and shows it as its readers will see it.
import { useEffect, useId, useRef, useState, type ReactNode } from "react";
import { copyText } from "#app/share/copy-text";
import { isLocalAddress } from "#app/share/local-address";
import { snippetLessons, snippetWords, type SnippetMoment } from "#app/share/snippets";
import type { SnippetWords } from "#app/i18n/snippet-en";
import type { Language } from "#app/view-models/chrome";
import { Button } from "../common/button.tsx";
import { TextPageFrame, useReader } from "../common/text-page-frame.tsx";
import { cx } from "../common/cx.ts";
import textPage from "../common/text-page.module.css";
import { MomentField } from "./moment-field.tsx";
import { Preview } from "./snippet-preview.tsx";
import { embedHref, makeSnippet, SANDBOX, type SnippetChoice, type SnippetForm } from "./snippet.ts";
import css from "./snippet-page.module.css";

const SPEEDS = [0.5, 1, 2, 5, 10];
const THEMES = ["auto", "light", "dark"] as const;
const PANES = ["editor", "terminal"] as const;
const FORMS: readonly SnippetForm[] = ["iframe", "element", "picture"];
const FIRST_HEIGHT = 520;

export interface SnippetPageProps {
  /** Asked for by the address; any other word is as none. */
  readonly lesson: string | null;
}

type Choices = Omit<SnippetChoice, "title" | "teaser" | "moment">;

export function SnippetPage({ lesson }: SnippetPageProps): ReactNode {
  const reader = useReader();
  const [choices, setChoices] = useState<Choices>(() => firstChoices(lesson, reader.language));
  const words = useWords(reader.language);
  const [moment, setMoment] = useState<SnippetMoment | null>(null);
  const [laid, setLaid] = useState({ href: "", height: FIRST_HEIGHT });
  if (!words) return null;
  const { language } = choices;
  const found = snippetLessons.find((one) => one.id === choices.lesson);
  const said = found
    ? { title: found.title[language], teaser: found.teaser[language] }
    : { title: words.sandbox.title, teaser: words.sandbox.teaser };
  const choice = { ...choices, ...said, moment: moment?.letters ?? null };
  const href = embedHref(choice, "./");
  const { height } = laid;
  // What comes when it plays may need less room than what was there: the frame on a page does not grow and shrink.
  const onHeight = (px: number): void =>
    setLaid((before) => ({ href, height: before.href === href ? Math.max(before.height, px) : px }));
  const site = new URL(".", location.href).href.split("?")[0]!;
  return (
    <TextPageFrame reader={reader}>
      <main className={cx(textPage["page"], css["page"])}>
        <h1>{words.title}</h1>
        <p className={textPage["intro"]}>{words.intro}</p>
        <div className={textPage["columns"]}>
          <form className={css["form"]} onSubmit={(event) => event.preventDefault()}>
            <MomentField
              words={words}
              moment={moment}
              onMoment={(one) => {
                setMoment(one);
                if (one) setChoices((before) => ({ ...before, lesson: one.lesson, isScene: false, t: null }));
              }}
            />
            <Form
              words={words}
              choices={choices}
              isMoment={moment !== null}
              onChange={(part) => {
                setChoices({ ...choices, ...part });
                if (part.lesson !== undefined) setMoment(null);
              }}
            />
          </form>
          <div>
            {isLocalAddress(site) ? (
              <p className={css["warning"]} role="note">
                {words.onlyHere}
              </p>
            ) : null}
            {FORMS.map((form) => (
              <Snippet key={form} words={words} form={form} text={makeSnippet(form, choice, { site, height })} />
            ))}
            <p className={css["note"]}>
              {words.oembed} <code>{`${site}embed/${choice.lesson}.${choice.language}.json`}</code>
            </p>
          </div>
        </div>
        <h2>{words.preview}</h2>
        <Preview
          key={href}
          href={href}
          title={choice.title}
          height={height}
          mustPlay={choice.isWhatIf}
          offline={words.offline}
          onHeight={onHeight}
        />
      </main>
    </TextPageFrame>
  );
}

const firstChoices = (asked: string | null, language: Language): Choices => ({
  lesson: asked === SANDBOX || snippetLessons.some((one) => one.id === asked) ? asked! : (snippetLessons[0]?.id ?? ""),
  language,
  theme: "auto",
  panes: [],
  mayEdit: false,
  isAutoplay: false,
  isScene: false,
  isWhatIf: false,
  speed: 1,
  t: null,
});

function useWords(language: Language): SnippetWords | null {
  const [words, setWords] = useState<SnippetWords | null>(null);
  useEffect(() => {
    void snippetWords(language).then((loaded) => {
      document.title = `${loaded.title} · Drydock`;
      setWords(loaded);
    });
  }, [language]);
  return words;
}

interface FormProps {
  readonly words: SnippetWords;
  readonly choices: Choices;
  /** It begins where somebody handed it on. */
  readonly isMoment: boolean;
  readonly onChange: (part: Partial<Choices>) => void;
}

function Form({ words, choices, isMoment, onChange }: FormProps): ReactNode {
  const noteId = useId();
  return (
    <>
      <label>
        {words.lesson}
        <select value={choices.lesson} onChange={(event) => onChange({ lesson: event.target.value, isScene: false })}>
          {snippetLessons.map((one) => (
            <option key={one.id} value={one.id}>
              {one.title[choices.language]}
            </option>
          ))}
          <option value={SANDBOX}>{words.sandbox.title}</option>
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
          disabled={isMoment || choices.lesson === SANDBOX}
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
      {!isMoment && snippetLessons.find((one) => one.id === choices.lesson)?.hasScene ? (
        <Check
          label={words.scene}
          isOn={choices.isScene}
          onChange={(isScene) => onChange({ isScene, isWhatIf: choices.isWhatIf && !isScene })}
        />
      ) : null}
      <Check
        label={words.whatIf}
        isOn={choices.isWhatIf}
        onChange={(isWhatIf) => onChange({ isWhatIf, isScene: choices.isScene && !isWhatIf })}
      />
      <Check label={words.autoplay} isOn={choices.isAutoplay} onChange={(isAutoplay) => onChange({ isAutoplay })} />
    </>
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
      <textarea id={id} ref={field} readOnly rows={form === "element" ? 6 : 3} value={text} spellCheck={false} />
      <Button isSmall onClick={copy} aria-label={`${words.copy}: ${words.forms[form]}`}>
        {words.copy}
      </Button>{" "}
      <span role="status">{said}</span>
    </section>
  );
}
