import { type ReactNode } from 'react';
import styles from './data-table.module.css';

export interface Column<Row> {
  key: string;
  /** Names the column; on a narrow screen each cell has it before its value */
  header: string;
  cell: (row: Row) => ReactNode;
  /** The cell that names the row */
  heads?: boolean;
  /** Numbers, aligned at their last digit */
  numeric?: boolean;
  /** Buttons and links: they need no name on a narrow screen */
  actions?: boolean;
}

interface DataTableProps<Row> {
  caption: string;
  /** When a heading beside the table says the same */
  captionHidden?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string | number;
}

/**
 * A table on a wide screen, a card for each row on a narrow one. The roles are written out, because a table that is
 * laid out as anything else loses them.
 */
export function DataTable<Row>({ caption, captionHidden, columns, rows, rowKey }: DataTableProps<Row>) {
  return (
    <div className={styles.frame}>
      <table role="table" className={styles.table}>
        <caption data-hidden={captionHidden === true || undefined}>{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map(({ key, header, numeric, actions }) => (
              <th
                key={key}
                role="columnheader"
                scope="col"
                data-numeric={numeric === true || undefined}
                data-actions={actions === true || undefined}
              >
                <span>{header}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={rowKey(row)} role="row">
              {columns.map(({ key, header, cell, heads, numeric, actions }) =>
                heads === true ? (
                  <th key={key} role="rowheader" scope="row">
                    {cell(row)}
                  </th>
                ) : (
                  <td
                    key={key}
                    role="cell"
                    data-label={header}
                    data-numeric={numeric === true || undefined}
                    data-actions={actions === true || undefined}
                  >
                    <div>{cell(row)}</div>
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
