// What somebody did in a lesson, to print or to take away as Markdown.
import { useState, type ReactNode } from "react";
import { copyText } from "#app/share/copy-text";
import { makeSummary, type MadeSummary } from "#app/summary/making";
import { failedSaid } from "#app/summary/markdown";
import { clockText } from "#app/views/format";
import { DiffFigure } from "../common/diff-figure.tsx";
import { Button } from "../common/button.tsx";
import { cx } from "../common/cx.ts";
import { Dialog } from "../common/dialog.tsx";
import { useAnswer } from "../common/use-answer.ts";
import { RequestChart } from "./request-chart.tsx";
import { Troubles } from "./troubles.tsx";
import css from "./summary.module.css";

export interface SummaryDialogProps {
  readonly onClose: () => void;
}

/** Of the moment at which the dialog was opened. */
export function SummaryDialog({ onClose }: SummaryDialogProps): ReactNode {
  const made = useAnswer(makeSummary);
  if (!made) return null;
  const { words, headline } = made;
  return (
    <Dialog title={`${words.title}: ${headline.title}`} width={720} className={css["printed"]} onClose={onClose}>
      {/* Scrolls by the keyboard too. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={cx(css["body"], "more")} tabIndex={0}>
        <Facts made={made} />
        <Troubles summary={made.summary} words={words} />
        <Commands made={made} />
        <Changes made={made} />
        <h3>{words.requests}</h3>
        <RequestChart summary={made.summary} words={words} />
      </div>
      <Foot made={made} />
    </Dialog>
  );
}

interface PartProps {
  readonly made: MadeSummary;
}

function Facts({ made: { words, summary, headline } }: PartProps): ReactNode {
  const rows = [
    [words.time, [clockText(summary.durationMs)]],
    [words.steps, [words.stepsOf(headline.done, headline.steps)]],
    [words.failed, failedSaid(summary, words)],
  ] as const;
  return (
    <dl className={css["facts"]}>
      {rows.map(([label, [value, ...details]]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            {value}
            {details.map((detail) => (
              <small key={detail}>{detail}</small>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Commands({ made: { words, summary } }: PartProps): ReactNode {
  return (
    <>
      <h3>{words.commands}</h3>
      {summary.commands.length === 0 ? (
        <p className={css["note"]}>{words.noCommands}</p>
      ) : (
        <pre>{summary.commands.map(({ atMs, line }) => `${clockText(atMs)}  ${line}`).join("\n")}</pre>
      )}
    </>
  );
}

function Changes({ made: { words, summary } }: PartProps): ReactNode {
  return (
    <>
      <h3>{words.changes}</h3>
      {summary.diffs.length === 0 ? <p className={css["note"]}>{words.noChanges}</p> : null}
      {summary.diffs.map(({ name, lines }) => (
        <DiffFigure key={name} name={name} lines={lines} />
      ))}
    </>
  );
}

function Foot({ made: { words, markdown } }: PartProps): ReactNode {
  const [said, setSaid] = useState("");
  const copy = (): void => {
    void copyText(markdown).then((isDone) => setSaid(isDone ? words.copied : words.copyFailed));
  };
  return (
    <div className={css["foot"]}>
      <Button look="primary" onClick={copy}>
        {words.copy}
      </Button>
      <Button onClick={() => print()}>{words.print}</Button>
      <span role="status">{said}</span>
    </div>
  );
}
