import { useEffect, useId, useRef, type ReactNode, type RefObject } from "react";
import { predict as en, type PredictWords } from "#app/i18n/predict-en";
import { predict as ko } from "#app/i18n/predict-ko";
import type { PredictView } from "#app/view-models/lesson";
import { Button } from "../common/button.tsx";
import { Icon } from "../common/icon.tsx";
import { RichText } from "../common/rich-text.tsx";
import { useText } from "../common/use-text.tsx";
import { Prose } from "./prose.tsx";
import css from "./lesson-panel.module.css";

/** Both languages come with the card, and a first view needs neither. */
const usePredictText = (): PredictWords => (useText().code === "ko" ? ko : en);

export interface PredictCardProps {
  readonly predict: PredictView;
  readonly onChoose: (optionId: string) => void;
  readonly onLock: () => void;
}

/** A guess before the change is applied; compared once it has happened. */
export function PredictCard({ predict, onChoose, onLock }: PredictCardProps): ReactNode {
  const text = useText();
  const words = usePredictText();
  const name = useId();
  const outcome = useAnswerInView(predict.outcome !== null);
  return (
    <section className={css["predict"]} aria-label={words.label}>
      <div className={css["label"]}>{words.label}</div>
      <fieldset disabled={predict.isLocked}>
        <legend>
          <RichText text={predict.question} />
        </legend>
        <div>
          {predict.options.map((option) => (
            <label
              key={option.id}
              className={css["option"]}
              data-chosen={option.id === predict.chosenId}
              data-locked={predict.isLocked}
            >
              <input
                type="radio"
                name={name}
                checked={option.id === predict.chosenId}
                onChange={() => onChoose(option.id)}
              />
              <span>
                <RichText text={option.text} />
              </span>
              <Verdict verdict={option.verdict} isChosen={option.id === predict.chosenId} />
            </label>
          ))}
        </div>
      </fieldset>
      {predict.outcome === null ? null : (
        <div ref={outcome} className={css["outcome"]}>
          <Prose blocks={predict.outcome} />
        </div>
      )}
      {predict.isLocked ? null : (
        <div className={css["foot"]}>
          <Button look="primary" disabled={predict.chosenId === null} onClick={onLock}>
            {words.lock}
          </Button>
          {predict.isHeld ? <span>{predict.chosenId === null ? text.lesson.choose : words.thenWatch}</span> : null}
        </div>
      )}
    </section>
  );
}

/** What a guess is answered with comes below it, where there may be no room: it is brought into sight when it comes, and not to those who come back to it. */
function useAnswerInView(isAnswered: boolean): RefObject<HTMLDivElement | null> {
  const answer = useRef<HTMLDivElement>(null);
  const was = useRef(isAnswered);
  useEffect(() => {
    if (isAnswered && !was.current) answer.current?.scrollIntoView({ block: "nearest" });
    was.current = isAnswered;
  }, [isAnswered]);
  return answer;
}

interface VerdictProps {
  readonly verdict: "right" | "wrong" | null;
  readonly isChosen: boolean;
}

/** The right answer is always marked; a wrong one only where it was the learner's. */
function Verdict({ verdict, isChosen }: VerdictProps): ReactNode {
  const words = usePredictText();
  if (verdict === null || (verdict === "wrong" && !isChosen)) return null;
  const isRight = verdict === "right";
  return (
    <b className={isRight ? "ok" : "wait"}>
      <Icon name={isRight ? "check" : "x"} size={12} />
      {isRight ? words.right : words.wrong}
    </b>
  );
}
