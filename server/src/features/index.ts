import { codeActions } from './codeActions.ts';
import { diagnostics } from './diagnostics.ts';
import type { Feature } from './feature.ts';
import { hover } from './hover.ts';

/** One file per capability of the language server. */
export const FEATURES: readonly Feature[] = [diagnostics, codeActions, hover];
