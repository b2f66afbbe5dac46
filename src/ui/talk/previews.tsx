// What the room sees now, what comes next, and the cluster as it will be then if all goes well.
import { useEffect, useRef, useState, type ReactNode } from "react";
import { graphActions } from "#app/actions";
import { prepare } from "#app/drivers/rescue";
import { app, selectClusterView, selectWhyView } from "#app/store";
import type { TalkProse } from "#app/talk/notes";
import type { AppState } from "#app/state";
import type { ClusterView } from "#app/view-models/graph";
import type { LessonView } from "#app/view-models/lesson";
import { RichText } from "../common/rich-text.tsx";
import { ClusterGraph } from "../graph/cluster-graph.tsx";
import { useApp } from "../pages/use-app.ts";
import { usePointing } from "./laser.tsx";
import { useLanguage, useTalk, useTalkText } from "./use-talk.ts";
import css from "./previews.module.css";

const selectPage = (s: AppState): AppState["page"] => s.page;
const selectIsTwo = (s: AppState): boolean => s.whatIf !== null;
const selectSelection = (s: AppState): string | null => s.selection;

export interface PreviewsProps {
  readonly lesson: LessonView;
  readonly prose: TalkProse;
  /** Stands instead of what is on stage while two futures are compared there. */
  readonly twoFutures: ReactNode;
}

export function Previews({ lesson, prose, twoFutures }: PreviewsProps): ReactNode {
  const text = useTalkText();
  const { steps, stepIndex } = lesson;
  const [now, next, then] = [steps[stepIndex], steps[stepIndex + 1], steps[stepIndex + 2]];
  const pictures = usePictures(lesson.id);
  const isTwo = useApp(selectIsTwo);
  const titleOf = (step: typeof now): string => (step ? prose.titleOf(step.id) : "");
  return (
    <div className={css["previews"]}>
      <p>
        {text.onStage} <small>{text.pointer}</small>
      </p>
      <figure className={css["now"]}>
        {isTwo ? twoFutures : <OnStage />}
        <figcaption>{titleOf(now)}</figcaption>
      </figure>
      {next === undefined ? <p>{text.last}</p> : <Next id={next.id} title={titleOf(next)} prose={prose} />}
      {next === undefined || prose.cardOf(next.id) !== null ? null : (
        <Picture view={pictures[stepIndex + 1]} title={titleOf(next)} />
      )}
      {next === undefined || then === undefined || prose.cardOf(next.id) === null ? null : (
        <>
          <p>{text.thenIs(titleOf(then))}</p>
          <Picture view={pictures[stepIndex + 2]} title={titleOf(then)} />
        </>
      )}
    </div>
  );
}

interface NextProps {
  readonly id: string;
  readonly title: string;
  readonly prose: TalkProse;
}

function Next({ id, title, prose }: NextProps): ReactNode {
  const text = useTalkText();
  const card = prose.cardOf(id);
  const { line } = prose.captionOf(id);
  return (
    <>
      <p>{card ? `${text.nextIs(title)}, ${text.byHands}` : text.nextIs(title)}</p>
      {card ? (
        <div className={css["card"]}>
          <p>
            <RichText text={card.question} />
          </p>
          <ol>
            {card.options.map((option, i) => (
              <li key={option.id}>
                <b>{String.fromCharCode(65 + i)}</b>
                <span>
                  <RichText text={option.text} />
                </span>
              </li>
            ))}
          </ol>
        </div>
      ) : (
        <div className={css["card"]}>
          <p>
            <RichText text={line} />
          </p>
        </div>
      )}
    </>
  );
}

/** Alive, and pressed like the one on the stage. */
function OnStage(): ReactNode {
  const { frozen } = useTalk();
  const view = useApp(selectClusterView);
  const why = useApp(selectWhyView);
  const selectedId = useApp(selectSelection);
  const ref = useRef<HTMLDivElement>(null);
  usePointing(ref);
  return (
    <div ref={ref} className={css["shot"]} data-frozen={frozen}>
      {view ? (
        <ClusterGraph view={view} selectedId={selectedId} why={why} shape="stage" actions={graphActions} />
      ) : null}
    </div>
  );
}

const NO_ACTIONS = { onSelect: () => undefined, onAskWhy: () => undefined };

function Picture({ view, title }: { readonly view: ClusterView | undefined; readonly title: string }): ReactNode {
  const text = useTalkText();
  if (!view) return <p>{text.drawing}</p>;
  return (
    <div className={css["shot"]} role="img" aria-label={text.asItWillBe(title)}>
      <div inert>
        <ClusterGraph view={view} selectedId={null} why={null} shape="stage" actions={NO_ACTIONS} />
      </div>
    </div>
  );
}

/** A picture of the beginning of each step, made one after the other while nobody waits. */
function usePictures(lesson: string): readonly ClusterView[] {
  const language = useLanguage();
  // Another object each time that it is opened, the same lesson too.
  const page = useApp(selectPage);
  const key = `${lesson}/${language}`;
  const [made, setMade] = useState<{ readonly key: string; readonly views: readonly ClusterView[] }>({
    key,
    views: [],
  });
  useEffect(() => {
    const views: ClusterView[] = [];
    return prepare(app, page, (view) => {
      views.push(view);
      setMade({ key, views: [...views] });
    });
  }, [key, page]);
  return made.key === key ? made.views : [];
}
