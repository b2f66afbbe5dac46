import type { ReactNode } from "react";
import type { TableView } from "#app/view-models/graph";
import { cx } from "../common/cx.ts";
import css from "./graph-table.module.css";

export interface GraphTableProps {
  readonly table: TableView;
  readonly selectedId: string | null;
  readonly onSelect: (id: string) => void;
}

/** The cluster for those who read: the same objects, the same selection. */
export function GraphTable({ table, selectedId, onSelect }: GraphTableProps): ReactNode {
  return (
    <div className={css["scroll"]} tabIndex={-1}>
      {table.sections.map((section) => (
        <table key={section.id} className={css["table"]}>
          <caption>{section.caption}</caption>
          <thead>
            <tr>
              {section.columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {section.rows.map((row) => (
              <tr key={row.id} data-selected={row.id === selectedId}>
                {row.cells.map((cell, index) =>
                  index === 0 ? (
                    <th key={section.columns[index]} scope="row">
                      <button type="button" className={css["name"]} onClick={() => onSelect(row.id)}>
                        {cell}
                      </button>
                    </th>
                  ) : (
                    <td key={section.columns[index]} className={cx(index === 1 && row.tone !== "ink" && row.tone)}>
                      {cell}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </div>
  );
}
