// Which page stands: the course map, or a lesson or the sandbox; and what to show while it comes, or does not.
import { lazy, Suspense, useEffect, type ReactNode } from "react";
import { createRoot } from "react-dom/client";
import { faceOf } from "#app/face";
import type { AppState } from "#app/state";
import { app } from "#app/store";
import { dressDocument } from "../common/dress-document.ts";
import { ErrorFence } from "../common/error-fence.tsx";
import { NotLoaded } from "../common/not-loaded.tsx";
import { IconSprite } from "../common/icon-sprite.tsx";
import { TextProvider } from "../common/use-text.tsx";
import type { Home as HomeType } from "./home.tsx";
import { LearnPage } from "./learn-page.tsx";
import { NoticeBar } from "./notice-bar.tsx";
import { WhatIfPlace } from "../what-if/what-if-place.tsx";
import { BringPlace } from "../foreign/bring-place.tsx";
import { OpeningBar } from "./opening-bar.tsx";
import { RescueBar } from "./rescue-bar.tsx";
import { PageCrash } from "./page-crash.tsx";
import { useApp } from "./use-app.ts";
import css from "./app-root.module.css";

const selectTexts = (s: AppState): AppState["texts"] => s.texts;
const selectPage = (s: AppState): AppState["page"] => s.page;
const selectLoading = (s: AppState): AppState["loading"] => s.loading;
const selectScheme = (s: AppState): AppState["scheme"] => s.scheme;
const selectLanguage = (s: AppState): AppState["language"] => s.language;

/** The stage and the speaker's window come only when they are asked for. */
const TalkPage = lazy(async () => ({ default: (await import("../talk/talk-page.tsx")).TalkPage }));
/** A lesson does without the map. Whoever comes for it has it fetched beside the rest. */
const loadHome = async (): Promise<{ readonly default: typeof HomeType }> => ({
  default: (await import("./home.tsx")).Home,
});
const Home = lazy(loadHome);
if (!/^#\/(lesson|sandbox)/.test(location.hash)) void loadHome();
const { face, room } = faceOf(location.search);
const ApartChip = lazy(async () => ({ default: (await import("../talk/apart-chip.tsx")).ApartChip }));

/** Around everything: a page that breaks says so, and is never blank. */
export function AppRoot(): ReactNode {
  useEffect(() => app.drawn.reach(), []);
  return (
    <ErrorFence Fallback={PageCrash}>
      <Faces />
    </ErrorFence>
  );
}

let isTold = false;

/** For pages that stand without this one: over what is left of them, if anything is. The first crash is told; others come of it. */
export function tellCrash(error: Error): void {
  if (isTold) return;
  isTold = true;
  const page = document.getElementById("root")!;
  const place = document.createElement("div");
  page.before(place);
  createRoot(place).render(<PageCrash error={error} isBeside={page.hasChildNodes()} />);
}

function Faces(): ReactNode {
  const texts = useApp(selectTexts);
  const page = useApp(selectPage);
  const loading = useApp(selectLoading);
  useDocument();
  if (loading === "failed") return <NotLoaded />;
  if (!texts || loading === "loading") {
    return (
      <div className={css["loading"]} role="status" aria-label="Drydock">
        <OpeningBar />
      </div>
    );
  }
  return (
    <TextProvider text={texts.dictionary}>
      <IconSprite />
      <NoticeBar isStage={face !== "learn"} />
      <RescueBar />
      {face === "learn" && room !== null ? (
        <Suspense>
          <ApartChip />
        </Suspense>
      ) : null}
      <OpeningBar />
      {face === "stage" ? null : <BringPlace />}
      {face === "speaker" ? null : <WhatIfPlace place={face === "stage" ? "stage" : "page"} />}
      {/* Another lesson's editor holds other texts, and undoes none of these. */}
      <Page key={page.kind === "lesson" ? page.id : page.kind} of={page.kind} />
    </TextProvider>
  );
}

/** A lesson and the sandbox are here at once; the others come when they are asked for. */
function Page({ of }: { readonly of: AppState["page"]["kind"] }): ReactNode {
  if (face === "learn" && of !== "home") return <LearnPage />;
  return (
    <Suspense fallback={<div className={css["loading"]} role="status" aria-label="Drydock" />}>
      {face === "learn" ? <Home /> : <TalkPage face={face} twoFutures={<WhatIfPlace place="desk" />} />}
    </Suspense>
  );
}

/** The language and the colours of the whole document. */
function useDocument(): void {
  const scheme = useApp(selectScheme);
  const language = useApp(selectLanguage);
  useEffect(() => dressDocument(language, scheme), [scheme, language]);
}
