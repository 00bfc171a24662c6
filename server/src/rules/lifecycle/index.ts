import type { Rule } from '../../engine/rule.ts';
import apiVersionDeprecated from './api-version-deprecated.ts';
import apiVersionRemoved from './api-version-removed.ts';
import pspObject from './psp-object.ts';

export const lifecycle: readonly Rule[] = [apiVersionRemoved, apiVersionDeprecated, pspObject];
