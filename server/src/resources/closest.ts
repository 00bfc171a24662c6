/** The candidate that a misspelt text most likely stands for; undefined when none is near. */
export function closest(text: string, candidates: Iterable<string>, maximumDistance = 2): string | undefined {
  let best: string | undefined;
  let distance = maximumDistance + 1;
  for (const candidate of candidates) {
    // Lengths this far apart cannot be nearer.
    if (Math.abs(text.length - candidate.length) >= distance) continue;
    const own = editDistance(text.toLowerCase(), candidate.toLowerCase());
    if (own < distance) [best, distance] = [candidate, own];
  }
  return best;
}

/** Insertions, deletions, replacements and swaps of neighbours that turn one text into the other. */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min((row[j - 1] ?? 0) + 1, (last[j] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(best);
    }
    [beforeLast, last] = [last, row];
  }
  return last[b.length] ?? 0;
}
