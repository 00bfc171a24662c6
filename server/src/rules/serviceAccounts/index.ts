import type { Rule } from '../../engine/rule.ts';
import automountPodOverrides from './sa-automount-pod-overrides.ts';
import defaultAutomount from './sa-default-automount.ts';
import defaultBound from './sa-default-bound.ts';
import defaultUsed from './sa-default-used.ts';
import missing from './sa-missing.ts';
import secretsField from './sa-secrets-field.ts';
import tokenAutomount from './sa-token-automount.ts';
import tokenSecretLongLived from './sa-token-secret-long-lived.ts';

export const serviceAccounts: readonly Rule[] = [
  tokenAutomount,
  automountPodOverrides,
  defaultAutomount,
  defaultUsed,
  defaultBound,
  missing,
  tokenSecretLongLived,
  secretsField,
];
