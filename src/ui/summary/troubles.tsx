// Each time that a client was not served, with the times between: noticed, understood, mended.
import type { ReactNode } from "react";
import type { SummaryWords } from "#app/i18n/summary-en";
import type { Summary } from "#app/summary/summarize";
import { momentSaid } from "#app/summary/markdown";
import { clockText } from "#app/views/format";
import css from "./summary.module.css";

export interface TroublesProps {
  readonly summary: Summary;
  readonly words: SummaryWords;
}

export function Troubles({ summary: { troubles }, words }: TroublesProps): ReactNode {
  if (troubles.length === 0) return null;
  return (
    <>
      <h3>{words.troubles}</h3>
      <p className={css["note"]}>{words.troublesNote}</p>
      <table className={css["troubles"]}>
        <thead>
          <tr>
            {words.columns.map(([name, meaning]) => (
              <th key={name} scope="col">
                {name}
                <small>{meaning}</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {troubles.map((trouble) => (
            <tr key={`${trouble.client} ${trouble.beganMs}`}>
              <th scope="row">{trouble.client}</th>
              <td>{clockText(trouble.beganMs)}</td>
              {[trouble.noticedMs, trouble.understoodMs, trouble.mendedMs].map((atMs, i) => {
                const [when, after] = momentSaid(atMs, trouble, words);
                return (
                  // The three columns never change places.
                  // oxlint-disable-next-line react/no-array-index-key
                  <td key={i}>
                    {when}
                    <small>{after}</small>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
