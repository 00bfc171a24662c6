import { styleText } from 'node:util';
import type { Severity } from '../engine/severity.ts';

/** How text is set off for a person; plain where no person reads. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  severity(severity: Severity, text: string): string;
}

const COLOURS = { critical: 'magenta', high: 'red', medium: 'yellow', low: 'blue', info: 'cyan' } as const;

export function style(colour: boolean): Style {
  if (!colour) {
    const plain = (text: string): string => text;
    return { bold: plain, dim: plain, severity: (_severity, text) => text };
  }
  return {
    bold: (text) => styleText('bold', text, { validateStream: false }),
    dim: (text) => styleText('dim', text, { validateStream: false }),
    severity: (severity, text) => styleText(COLOURS[severity], text, { validateStream: false }),
  };
}

/** Colour where a terminal shows it, unless the person said otherwise (no-color.org, FORCE_COLOR). */
export function wantsColour(stream: { readonly isTTY?: boolean }, environment: NodeJS.ProcessEnv): boolean {
  if (environment['FORCE_COLOR'] !== undefined) return environment['FORCE_COLOR'] !== '0';
  if ((environment['NO_COLOR'] ?? '') !== '' || environment['TERM'] === 'dumb') return false;
  return stream.isTTY === true;
}
