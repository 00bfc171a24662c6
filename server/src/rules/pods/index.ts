import type { Rule } from '../../engine/rule.ts';
import containerPrivileged from './container-privileged.ts';

export const pods: readonly Rule[] = [containerPrivileged];
