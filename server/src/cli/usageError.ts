/** The command line cannot be understood: said on standard error, with exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const EXIT = { fine: 0, findings: 1, usage: 2 } as const;
