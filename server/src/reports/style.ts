import type { Severity } from '../engine/severity.ts';

/** How text is set off for a person; plain where no person reads. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  severity(severity: Severity, text: string): string;
}

/** Codes of ECMA-48's Select Graphic Rendition: on, and off again. */
type Look = readonly [on: number, off: number];
const BOLD: Look = [1, 22];
const DIM: Look = [2, 22];
const COLOURS: Readonly<Record<Severity, Look>> = {
  critical: [35, 39],
  high: [31, 39],
  medium: [33, 39],
  low: [34, 39],
  info: [36, 39],
};

export function style(colour: boolean): Style {
  const look = ([on, off]: Look, text: string): string => (colour ? `\u001b[${on}m${text}\u001b[${off}m` : text);
  return {
    bold: (text) => look(BOLD, text),
    dim: (text) => look(DIM, text),
    severity: (severity, text) => look(COLOURS[severity], text),
  };
}

/** Colour where a terminal shows it, unless the person said otherwise (no-color.org, FORCE_COLOR). */
export function wantsColour(stream: { readonly isTTY?: boolean }, environment: NodeJS.ProcessEnv): boolean {
  if (environment['FORCE_COLOR'] !== undefined) return environment['FORCE_COLOR'] !== '0';
  if ((environment['NO_COLOR'] ?? '') !== '' || environment['TERM'] === 'dumb') return false;
  return stream.isTTY === true;
}
