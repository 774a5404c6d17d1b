interface Figure<Row> {
  header: string;
  value: (row: Row) => string | number | null;
}

/** A quoted cell (RFC 4180). Text that begins like a formula gets an apostrophe, so that no spreadsheet runs it. */
function cellOf(value: string | number | null): string {
  if (typeof value === 'number') return String(value);
  const text = value ?? '';
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}

/** Comma-separated values with a head line. */
export const csvOf = <Row>(figures: readonly Figure<Row>[], rows: readonly Row[]): string =>
  [
    figures.map(({ header }) => cellOf(header)),
    ...rows.map((row) => figures.map(({ value }) => cellOf(value(row)))),
  ]
    .map((cells) => `${cells.join(',')}\r\n`)
    .join('');

/** Saves text as a file. The mark at its beginning tells spreadsheets that it is UTF-8. */
export function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob(['\uFEFF', text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
