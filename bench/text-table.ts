/** Rows as text, in columns: the first one to the left, the others to the right. The first row is the header. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths?.[column] ?? 0) : cell.padStart(widths?.[column] ?? 0),
        )
        .join('  '),
    )
    .join('\n');
}

/** A whole number with separators; nothing for none. */
export function whole(value: number | null | undefined): string {
  return value === null || value === undefined ? '' : Math.round(value).toLocaleString('en-US');
}

/** A number with one decimal; nothing for none. */
export function tenths(value: number | null | undefined): string {
  return value === null || value === undefined ? '' : value.toFixed(1);
}

/** A share in per cent; nothing for none. */
export function percent(value: number | null | undefined): string {
  return value === null || value === undefined ? '' : `${Math.round(value * 100)} %`;
}
