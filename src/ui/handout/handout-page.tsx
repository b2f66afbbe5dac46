// `?handout=LESSON`: a lesson on paper, with its agenda and a picture of the cluster at each step.
import { useEffect, useState, type ReactNode } from "react";
import { openHandout, type Handout } from "#app/handout";
import type { ClusterView } from "#app/view-models/graph";
import { Button } from "../common/button.tsx";
import { NotLoaded } from "../common/not-loaded.tsx";
import { RichText } from "../common/rich-text.tsx";
import { cx } from "../common/cx.ts";
import textPage from "../common/text-page.module.css";
import { Prose } from "../lesson/prose.tsx";
import { scenePicture } from "../picture/moment.ts";
import css from "./handout-page.module.css";

export interface HandoutPageProps {
  readonly lesson: string;
}

export function HandoutPage({ lesson }: HandoutPageProps): ReactNode {
  const [handout, setHandout] = useState<Handout | "failed" | null | undefined>(null);
  useEffect(() => {
    // Paper is white.
    document.documentElement.dataset["theme"] = "light";
    void openHandout(lesson).then(
      (found) => {
        if (found) {
          document.documentElement.lang = found.language;
          document.title = `${found.title} · ${found.words.handout} · Drydock`;
        }
        setHandout(found);
      },
      () => setHandout("failed"),
    );
  }, [lesson]);
  if (handout === null) return null;
  if (handout === "failed") return <NotLoaded />;
  return handout ? <Sheet lesson={lesson} handout={handout} /> : <Missing />;
}

/** Nobody knows the language yet. */
function Missing(): ReactNode {
  return (
    <main className={cx(textPage["page"], css["page"])}>
      <p lang="en">There is no such lesson.</p>
      <p lang="ko">그런 레슨이 없어요.</p>
      <a href="./">Drydock</a>
    </main>
  );
}

interface SheetProps {
  readonly lesson: string;
  readonly handout: Handout;
}

function Sheet({ lesson, handout }: SheetProps): ReactNode {
  const pictures = usePictures(handout);
  const { words, steps } = handout;
  const isDrawn = pictures.length === steps.length;
  return (
    <main className={cx(textPage["page"], css["page"])}>
      <p className={css["tools"]}>
        <a href={`./#/lesson/${lesson}`}>{words.back}</a>
        <Button look="primary" onClick={() => print()} disabled={!isDrawn}>
          {words.print}
        </Button>
        <span role="status">{isDrawn ? "" : words.drawing(pictures.length + 1, steps.length)}</span>
      </p>
      <h1>{handout.title}</h1>
      <p className={css["teaser"]}>{handout.teaser}</p>
      <Agenda handout={handout} />
      {steps.map((step, i) => (
        <section key={step.id} className={css["step"]}>
          <h2>
            {i + 1}. {step.title}
          </h2>
          {pictures[i] === undefined ? (
            <div className={css["blank"]} />
          ) : (
            <img src={pictures[i]} alt={words.picture(i + 1, step.title)} />
          )}
          <Prose blocks={step.blocks} />
          {step.goals.length === 0 ? null : (
            <>
              <h3>{words.goals}</h3>
              <ul>
                {step.goals.map((goal, n) => (
                  <li key={n}>
                    <RichText text={goal} />
                  </li>
                ))}
              </ul>
            </>
          )}
          {step.realLife.length === 0 ? null : (
            <>
              <h3>{words.realLife}</h3>
              <Prose blocks={step.realLife} />
            </>
          )}
          <p className={css["notes"]}>{words.notes}</p>
        </section>
      ))}
    </main>
  );
}

function Agenda({ handout: { words, steps, takesText } }: Pick<SheetProps, "handout">): ReactNode {
  return (
    <section className={css["agenda"]} aria-label={words.agenda}>
      <h2>{words.agenda}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.starts}</th>
            <th scope="col">{words.step}</th>
            <th scope="col">{words.takes}</th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step, i) => (
            <tr key={step.id}>
              <td>{step.startsText}</td>
              <th scope="row">
                {i + 1}. {step.title}
              </th>
              <td>{step.takesText}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{words.total(takesText)}</p>
    </section>
  );
}

/** Addresses of pictures, in the order in which they come to be. */
function usePictures(handout: Handout): readonly string[] {
  const [pictures, setPictures] = useState<readonly string[]>([]);
  useEffect(() => {
    let isStale = false;
    const add = (view: ClusterView): boolean => {
      if (isStale) return false;
      const svg = scenePicture(view, { text: handout.picture, title: handout.title, theme: "light" });
      setPictures((old) => [...old, `data:image/svg+xml,${encodeURIComponent(svg)}`]);
      return true;
    };
    void handout.draw(add);
    return () => {
      isStale = true;
    };
  }, [handout]);
  return pictures;
}
