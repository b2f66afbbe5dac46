// The speaker's window: the notes, the clock, what comes next, and every key of the talk. Only the speaker sees it.
import { useState, type ReactNode } from "react";
import { chromeActions } from "#app/actions";
import { faceOf, hrefOf } from "#app/face";
import { selectLessonView, selectTopBarView } from "#app/store";
import { talkActions } from "#app/talk/actions";
import type { Language } from "#app/view-models/chrome";
import type { LessonView } from "#app/view-models/lesson";
import { LanguageSwitch, SchemeButton } from "../chrome/top-bar.tsx";
import { Button } from "../common/button.tsx";
import { Chip } from "../common/chip.tsx";
import { Icon } from "../common/icon.tsx";
import { useText } from "../common/use-text.tsx";
import { Fenced } from "../pages/fenced.tsx";
import { useApp } from "../pages/use-app.ts";
import { Notes } from "./notes.tsx";
import { Previews } from "./previews.tsx";
import { Rail } from "./rail.tsx";
import { wallText } from "./texts.ts";
import { useCompany, useLanguage, useProse, useTalk, useTalkText, useWallClock } from "./use-talk.ts";
import { useRescue, useTalkKeys } from "./use-talk-keys.ts";
import css from "./speaker.module.css";

export function Speaker({ twoFutures }: { readonly twoFutures: ReactNode }): ReactNode {
  const text = useTalkText();
  const rescuing = useRescue();
  useTalkKeys(rescuing);
  const lesson = useApp(selectLessonView);
  const own = useLanguage();
  const [notesLanguage, setNotesLanguage] = useState<Language | null>(null);
  const language = notesLanguage ?? own;
  const prose = useProse(language);
  if (!lesson || !prose) return <Bar />;
  const plan = prose.planOf(lesson.steps.map((s) => s.id));
  return (
    <div className={css["page"]}>
      <Bar />
      <aside className={css["rail"]} aria-label={text.plan}>
        <Rail lesson={lesson} prose={prose} plan={plan} rescuing={rescuing} />
      </aside>
      <main className={css["notes"]}>
        <Fenced>
          <Notes lesson={lesson} prose={prose} language={language} onLanguage={setNotesLanguage} />
        </Fenced>
      </main>
      <aside className={css["views"]} aria-label={text.onStage}>
        <Fenced>
          <Previews lesson={lesson} prose={prose} twoFutures={twoFutures} />
        </Fenced>
        <NextButton lesson={lesson} />
      </aside>
    </div>
  );
}

function NextButton({ lesson }: { readonly lesson: LessonView }): ReactNode {
  const text = useTalkText();
  const isLast = lesson.stepIndex + 1 >= lesson.steps.length;
  return (
    <Button look="primary" className={css["next"]} disabled={isLast} onClick={talkActions.onNext}>
      {text.next}
      <Icon name="right" />
    </Button>
  );
}

function Bar(): ReactNode {
  const text = useTalkText();
  const page = useText();
  const talk = useTalk();
  const bar = useApp(selectTopBarView);
  const now = useWallClock();
  if (!bar) return null;
  return (
    <header className={css["bar"]}>
      <a className={css["brand"]} href="#/" aria-label={page.top.home}>
        <Icon name="mark" size={22} />
        {page.common.drydock}
      </a>
      <span className={css["separator"]} />
      <h1>
        <span>{text.speaker}</span>
        <b title={`${bar.label} · ${bar.title}`}>{`${bar.label} · ${bar.title}`}</b>
      </h1>
      <div className={css["end"]}>
        {talk.blank ? <Chip tone="fail">{text.blankChip}</Chip> : null}
        {talk.frozen ? <Chip tone="wait">{text.frozen}</Chip> : null}
        <Company />
        <span data-captions="">
          <Chip>{text.captionsOf[talk.captions]}</Chip>
        </span>
        <a
          className={css["link"]}
          href={hrefOf("present", faceOf(location.search).room, location.hash)}
          target="_blank"
          rel="noreferrer"
        >
          <Icon name="stage" />
          {text.openStage}
        </a>
        <SchemeButton scheme={bar.scheme} onScheme={chromeActions.onScheme} />
        <LanguageSwitch language={bar.language} onLanguage={chromeActions.onLanguage} />
        <time className={css["wall"]}>{wallText(now)}</time>
      </div>
    </header>
  );
}

function Company(): ReactNode {
  const text = useTalkText();
  const { members, isInStep } = useCompany();
  const n = members.length;
  return (
    <Chip tone={isInStep && n > 1 ? "ok" : "wait"}>
      {isInStep && n > 1 ? <Icon name="check" tone="ok" size={12} /> : null}
      {isInStep ? text.inStep(n) : text.joining}
    </Chip>
  );
}
