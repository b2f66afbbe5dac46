import { useEffect, useId, useRef, type ReactNode } from "react";
import type { CauseView, EvidenceView, WhyLink, WhyView } from "#app/view-models/why";
import { Balloon, raiseBalloon } from "../common/balloon.tsx";
import { Button } from "../common/button.tsx";
import { cx } from "../common/cx.ts";
import { Icon } from "../common/icon.tsx";
import { RichText } from "../common/rich-text.tsx";
import { useEscape } from "../common/use-escape.ts";
import { useText } from "../common/use-text.tsx";
import { SchedulerTrace } from "./scheduler-trace.tsx";
import css from "./why-popover.module.css";

export interface WhyPopoverProps {
  readonly why: WhyView;
  /** On phones it is a card of the page. */
  readonly isSheet?: boolean;
  readonly onClose: () => void;
  readonly onSelect: (id: string) => void;
  /** A cause has causes of its own. */
  readonly onAsk: (id: string) => void;
  readonly onFollow: (link: WhyLink) => void;
}

/** One sentence, then the evidence: numbered as on the pod, the rail, the line and the timeline. */
export function WhyPopover({ why, isSheet, onClose, onSelect, onAsk, onFollow }: WhyPopoverProps): ReactNode {
  const text = useText();
  const titleId = useId();
  const ref = useRef<HTMLDivElement>(null);
  useEscape(ref, onClose);
  // Among the cards of a page it may come up out of sight.
  useEffect(() => {
    if (isSheet === true) ref.current?.scrollIntoView({ block: "nearest" });
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- another answer comes up anew
  }, [isSheet, why.title]);
  return (
    <div
      className={cx(css["why"], "more", isSheet === true && css["sheet"])}
      ref={ref}
      role="dialog"
      aria-labelledby={titleId}
    >
      <h3 id={titleId} className={css["title"]}>
        {why.title}
        <button type="button" className={css["close"]} aria-label={text.common.close} onClick={onClose}>
          <Icon name="close" />
        </button>
      </h3>
      <p className={css["sentence"]}>
        <RichText text={why.sentence} onRef={onSelect} />
      </p>
      {why.evidence.length === 0 ? null : (
        <ol className={css["evidence"]} aria-label={text.why.evidence}>
          {why.evidence.map((evidence) => (
            <li
              key={evidence.n}
              onPointerEnter={() => raiseBalloon(evidence.n)}
              onPointerLeave={() => raiseBalloon(null)}
            >
              <button
                type="button"
                className={css["number"]}
                onFocus={() => raiseBalloon(evidence.n)}
                onBlur={() => raiseBalloon(null)}
                onClick={() => goTo(evidence, { onSelect, onFollow })}
              >
                <Balloon n={evidence.n} />
              </button>
              <span>
                <RichText text={evidence.text} onRef={onSelect} />
              </span>
            </li>
          ))}
        </ol>
      )}
      {why.causes.length === 0 ? null : <Causes causes={why.causes} onAsk={onAsk} onFollow={onFollow} />}
      {why.changes.length === 0 ? null : (
        <div className={css["changes"]}>
          <h4>{text.why.change}</h4>
          {why.changes.map((change, i) => (
            <p key={i}>
              <RichText text={change} onRef={onSelect} />
            </p>
          ))}
        </div>
      )}
      {why.verdicts.length === 0 ? null : <SchedulerTrace verdicts={why.verdicts} onSelect={onSelect} />}
      {why.links.length === 0 ? null : (
        <div className={css["links"]}>
          {why.links.map((link) => (
            <Button key={`${link.kind} ${link.label}`} look="link" onClick={() => onFollow(link)}>
              {link.label}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}

interface CausesProps extends Pick<WhyPopoverProps, "onAsk" | "onFollow"> {
  readonly causes: readonly CauseView[];
}

/** Back along the timeline: each link is a moment that one can go to, and some can be asked in turn. */
function Causes({ causes, onAsk, onFollow }: CausesProps): ReactNode {
  const text = useText();
  return (
    <div className={css["causes"]}>
      <h4>{text.why.because}</h4>
      <ol aria-label={text.why.because}>
        {causes.map(({ text: cause, timeMs, timeText, askId }, i) => (
          <li key={i}>
            {timeMs === null ? (
              <span />
            ) : (
              <button
                type="button"
                className={css["moment"]}
                aria-label={text.inspector.jump(timeText)}
                onClick={() => onFollow({ kind: "time", label: timeText, timeMs })}
              >
                {timeText}
              </button>
            )}
            <span>
              <RichText text={cause} />{" "}
              {askId === null ? null : (
                <button type="button" className={css["ask"]} aria-label={text.why.askOf} onClick={() => onAsk(askId)}>
                  {text.why.ask}
                </button>
              )}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}

/** To where the evidence lies: its line or its moment, else its object. */
function goTo(evidence: EvidenceView, actions: Pick<WhyPopoverProps, "onSelect" | "onFollow">): void {
  const label = String(evidence.n);
  for (const target of evidence.targets) {
    if (target.kind === "line") return actions.onFollow({ ...target, label });
    if (target.kind === "time") return actions.onFollow({ ...target, label });
    if (target.kind !== "endpoint") return actions.onSelect(target.id);
  }
}
