// A talk's windows: the stage and the speaker's. Loaded only there.
import type { ReactNode } from "react";
import { chromeActions } from "#app/actions";
import { selectCourseView } from "#app/course";
import type { AppState } from "#app/state";
import { HomePage } from "../home/home-page.tsx";
import { useApp } from "../pages/use-app.ts";
import { Speaker } from "./speaker.tsx";
import { Stage } from "./stage.tsx";
import { useTalkText } from "./use-talk.ts";

const selectPage = (s: AppState): AppState["page"] => s.page;
const selectLanguage = (s: AppState): AppState["language"] => s.language;
const selectScheme = (s: AppState): AppState["scheme"] => s.scheme;

export interface TalkPageProps {
  readonly face: "stage" | "speaker";
  /** For the speaker's desk. */
  readonly twoFutures: ReactNode;
}

export function TalkPage({ face, twoFutures }: TalkPageProps): ReactNode {
  const page = useApp(selectPage);
  if (page.kind === "home") return <Choose face={face} />;
  return face === "stage" ? <Stage /> : <Speaker twoFutures={twoFutures} />;
}

/** The course map, from which all windows of the talk go on together. */
function Choose({ face }: Pick<TalkPageProps, "face">): ReactNode {
  const course = useApp(selectCourseView);
  const language = useApp(selectLanguage);
  const scheme = useApp(selectScheme);
  const text = useTalkText();
  if (!course) return null;
  return (
    <HomePage
      course={course}
      language={language}
      scheme={scheme}
      links={{ sandbox: "#/sandbox" }}
      talk={{ name: text[face], said: text.choose[face], back: text.backToMap }}
      {...chromeActions}
    />
  );
}
