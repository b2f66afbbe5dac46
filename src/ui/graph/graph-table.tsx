import { memo, useMemo, useState, type ReactNode } from "react";
import { clusterTable } from "#app/cluster-table";
import type { ClusterView, TableView } from "#app/view-models/graph";
import { Identity } from "#app/views/memo";
import { cx } from "../common/cx.ts";
import { useText } from "../common/use-text.tsx";
import css from "./graph-table.module.css";

export interface GraphTableProps {
  readonly view: ClusterView;
  readonly selectedId: string | null;
  readonly onSelect: (id: string) => void;
}

/** The cluster for those who read: the same objects, the same selection. */
export function GraphTable({ view, selectedId, onSelect }: GraphTableProps): ReactNode {
  const text = useText();
  const [tables] = useState(() => new Identity<TableView>());
  const table = useMemo(() => {
    const kept = tables.keep("table", clusterTable(view, text));
    tables.sweep();
    return kept;
  }, [tables, view, text]);
  return <Table table={table} selectedId={selectedId} onSelect={onSelect} />;
}

interface TableProps extends Omit<GraphTableProps, "view"> {
  readonly table: TableView;
}

/** Drawn only when it would look different. */
const Table = memo(function Table({ table, selectedId, onSelect }: TableProps): ReactNode {
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
});
