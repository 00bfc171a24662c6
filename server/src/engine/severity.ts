/** Severities from worst to least. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** `a` is as bad as `b`, or worse. */
export function atLeast(a: Severity, b: Severity): boolean {
  return SEVERITIES.indexOf(a) <= SEVERITIES.indexOf(b);
}

export function isSeverity(text: unknown): text is Severity {
  return (SEVERITIES as readonly unknown[]).includes(text);
}
