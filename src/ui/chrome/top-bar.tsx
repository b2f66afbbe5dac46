import { lazy, Suspense, use, useRef, type ReactNode } from "react";
import { whatIf } from "#app/actions";
import type { Language, Scheme, TopBarView } from "#app/view-models/chrome";
import { ButtonLink } from "../common/button-link.tsx";
import { Button } from "../common/button.tsx";
import { Icon } from "../common/icon.tsx";
import { useFaceSize } from "../common/use-media.ts";
import { useText } from "../common/use-text.tsx";
import { setHelp, useHelp } from "./help-open.ts";
import { ShareButton } from "../share/share-button.tsx";
import { LessonDrawerContext } from "./lesson-drawer.ts";
import { useDismiss } from "./use-dismiss.ts";
import css from "./top-bar.module.css";

interface TopBarActions {
  readonly onCopyLink: () => void;
  readonly onScheme: (scheme: Scheme) => void;
  readonly onLanguage: (language: Language) => void;
}

export interface TopBarProps {
  readonly bar: TopBarView;
  readonly homeHref: string;
  /** True for a moment after the link was copied. */
  readonly isCopied: boolean;
  readonly actions: TopBarActions;
  /** "3 / 6" on phones, where the lesson is below. */
  readonly stepText?: string | null;
  /** The same lesson on a stage; absent: nothing leads there. */
  readonly presentHref?: string;
}

export function TopBar({ bar, homeHref, isCopied, actions, stepText, presentHref }: TopBarProps): ReactNode {
  const text = useText();
  const isPhone = useFaceSize() === "phone";
  return (
    <header className={css["bar"]}>
      <a className={css["brand"]} href={homeHref} aria-label={text.top.home}>
        <Icon name={isPhone ? "left" : "mark"} size={isPhone ? 18 : 22} />
        {isPhone ? null : text.common.drydock}
      </a>
      <h1 className="vh">{`${bar.label}: ${bar.title}`}</h1>
      {isPhone ? null : <span className={css["separator"]} />}
      {use(LessonDrawerContext)}
      <LessonMenu bar={bar} />
      <div className={css["end"]}>
        {isPhone ? (
          <span className={css["step"]}>{stepText}</span>
        ) : (
          <>
            <Button look="quiet" onClick={actions.onCopyLink}>
              <Icon name={isCopied ? "check" : "link"} />
              <span aria-live="polite">{isCopied ? text.top.copied : text.top.copyLink(bar.nowText)}</span>
            </Button>
            {presentHref === undefined ? null : (
              <ButtonLink look="quiet" className={css["present"]} href={presentHref} target="_blank" rel="noreferrer">
                <Icon name="stage" />
                {text.top.present}
              </ButtonLink>
            )}
          </>
        )}
        <Button
          look="quiet"
          aria-label={text.top.whatIf}
          title={text.top.whatIf}
          onClick={() => whatIf({ pair: null, atMs: null, isPlaying: false })}
        >
          <Icon name="fork" />
        </Button>
        <ShareButton />
        {isPhone ? null : <SchemeButton scheme={bar.scheme} onScheme={actions.onScheme} />}
        <HelpButton language={bar.language} isHidden={isPhone} />
        <LanguageSwitch language={bar.language} onLanguage={actions.onLanguage} isShort={isPhone} />
      </div>
    </header>
  );
}

const HelpDialog = lazy(() => import("./help-dialog.tsx").then((m) => ({ default: m.HelpDialog })));

export interface HelpButtonProps {
  readonly language: Language;
  /** It is opened from elsewhere. */
  readonly isHidden?: boolean;
}

export function HelpButton({ language, isHidden = false }: HelpButtonProps): ReactNode {
  const text = useText();
  const isOpen = useHelp();
  return (
    <>
      {isHidden ? null : (
        <Button look="quiet" aria-label={text.help.open} title={text.help.open} onClick={() => setHelp(true)}>
          ?
        </Button>
      )}
      {isOpen ? (
        <Suspense>
          <HelpDialog language={language} onClose={() => setHelp(false)} />
        </Suspense>
      ) : null}
    </>
  );
}

function LessonMenu({ bar }: { readonly bar: TopBarView }): ReactNode {
  const text = useText();
  const ref = useRef<HTMLDetailsElement>(null);
  useDismiss(ref);
  if (bar.title === "") return null;
  return (
    <details
      ref={ref}
      className={css["where"]}
      onToggle={() => ref.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" })}
    >
      <summary aria-label={`${text.top.lessons}: ${bar.label} ${bar.title}`}>
        <span>{bar.label}</span>
        <b>{bar.title}</b>
        <Icon name="down" />
      </summary>
      <nav className={css["menu"]} aria-label={text.top.lessons}>
        {bar.lessons.map((lesson) => (
          <a key={lesson.id} href={lesson.href} aria-current={lesson.isHere ? "page" : undefined}>
            {lesson.label}
          </a>
        ))}
      </nav>
    </details>
  );
}

const NEXT_SCHEME: Readonly<Record<Scheme, Scheme>> = { auto: "light", light: "dark", dark: "auto" };

export interface SchemeButtonProps {
  readonly scheme: Scheme;
  readonly onScheme: (scheme: Scheme) => void;
}

export function SchemeButton({ scheme, onScheme }: SchemeButtonProps): ReactNode {
  const text = useText();
  const label = `${text.top.scheme}: ${text.top.schemeName[scheme]}`;
  return (
    <Button look="quiet" aria-label={label} title={label} onClick={() => onScheme(NEXT_SCHEME[scheme])}>
      <Icon name="lamp" />
    </Button>
  );
}

export interface LanguageSwitchProps {
  readonly language: Language;
  readonly onLanguage: (language: Language) => void;
  /** One letter for Korean, where there is little room. */
  readonly isShort?: boolean;
}

const LANGUAGES = [
  { id: "en", label: "EN", short: "EN", name: "English" },
  { id: "ko", label: "한국어", short: "한", name: "한국어" },
] as const;

export function LanguageSwitch({ language, onLanguage, isShort }: LanguageSwitchProps): ReactNode {
  const text = useText();
  return (
    <div className={css["language"]} role="group" aria-label={text.top.language}>
      {LANGUAGES.map((one) => (
        <button
          key={one.id}
          type="button"
          lang={one.id}
          aria-label={one.name}
          aria-pressed={one.id === language}
          onClick={() => onLanguage(one.id)}
        >
          {isShort === true ? one.short : one.label}
        </button>
      ))}
    </div>
  );
}
