import type { CheckResult } from './checkResult.ts';

export function jsonReport(result: CheckResult): string {
  return `${JSON.stringify(result, undefined, 2)}\n`;
}
