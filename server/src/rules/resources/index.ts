import type { Rule } from '../../engine/rule.ts';
import containerCpuLimitMissing from './container-cpu-limit-missing.ts';
import containerCpuRequestMissing from './container-cpu-request-missing.ts';
import containerMemoryLimitMissing from './container-memory-limit-missing.ts';
import containerMemoryRequestMissing from './container-memory-request-missing.ts';
import containerRequestAboveLimit from './container-request-above-limit.ts';
import emptydirSizeLimitMissing from './emptydir-size-limit-missing.ts';
import limitrangeMissing from './limitrange-missing.ts';
import resourcequotaMissing from './resourcequota-missing.ts';

export const resources: readonly Rule[] = [
  containerMemoryLimitMissing,
  containerMemoryRequestMissing,
  containerCpuRequestMissing,
  containerCpuLimitMissing,
  containerRequestAboveLimit,
  emptydirSizeLimitMissing,
  limitrangeMissing,
  resourcequotaMissing,
];
