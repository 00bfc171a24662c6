import type { Rule } from '../../engine/rule.ts';
import cronjobRestartPolicy from './cronjob-restart-policy.ts';
import envDuplicate from './env-duplicate.ts';
import hpaTargetMissing from './hpa-target-missing.ts';
import pdbMissing from './pdb-missing.ts';
import podAntiAffinityMissing from './pod-anti-affinity-missing.ts';
import probeLivenessMissing from './probe-liveness-missing.ts';
import probeReadinessMissing from './probe-readiness-missing.ts';
import replicasTooFew from './replicas-too-few.ts';
import selectorMismatch from './selector-mismatch.ts';

/** First what the API server refuses or ignores, then what keeps a workload answering. */
export const availability: readonly Rule[] = [
  selectorMismatch,
  cronjobRestartPolicy,
  envDuplicate,
  hpaTargetMissing,
  probeReadinessMissing,
  probeLivenessMissing,
  replicasTooFew,
  pdbMissing,
  podAntiAffinityMissing,
];
