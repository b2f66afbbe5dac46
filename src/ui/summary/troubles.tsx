// Each time that a client was not served, with the times between: noticed, understood, mended.
import type { ReactNode } from "react";
import type { SummaryWords } from "#app/i18n/summary-en";
import type { Summary } from "#app/summary/summarize";
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
            {[words.client, words.began, words.noticed, words.understood, words.mended].map((label) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {troubles.map(({ client, beganMs, noticedMs, understoodMs, mendedMs }) => (
            <tr key={`${client} ${beganMs}`}>
              <th scope="row">{client}</th>
              <td>{clockText(beganMs)}</td>
              {[noticedMs, understoodMs, mendedMs].map((atMs, i) => (
                // The three columns never change places.
                // oxlint-disable-next-line react/no-array-index-key
                <td key={i}>
                  {atMs === null ? "–" : clockText(atMs)}
                  {atMs === null ? null : <small> +{clockText(atMs - beganMs)}</small>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
