/** One figure of the benchmark. */
export interface Row {
  readonly what: string;
  readonly figure: string;
  /** What it is to be, as the project promises. */
  readonly target?: { readonly text: string; readonly met: boolean };
}

export function printTable(title: string, rows: readonly Row[]): void {
  const widest = Math.max(...rows.map(({ what }) => what.length));
  const figures = Math.max(...rows.map(({ figure }) => figure.length));
  console.log(`\n${title}`);
  for (const { what, figure, target } of rows) {
    const judged = target === undefined ? '' : `  ${target.met ? 'ok' : 'MISSED'} (${target.text})`;
    console.log(`  ${what.padEnd(widest)}  ${figure.padStart(figures)}${judged}`);
  }
}

export function atMost(value: number, limit: number, unit: string): NonNullable<Row['target']> {
  return { text: `at most ${limit}${unit}`, met: value <= limit };
}
