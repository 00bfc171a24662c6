import type { Rule } from '../../engine/rule.ts';
import secretCommittedPlaintext from './secret-committed-plaintext.ts';
import secretEnvRef from './secret-env-ref.ts';
import secretEnvfromAllKeys from './secret-envfrom-all-keys.ts';
import secretInArgs from './secret-in-args.ts';
import secretInConfigmap from './secret-in-configmap.ts';
import secretInEnvLiteral from './secret-in-env-literal.ts';
import secretInvalidBase64 from './secret-invalid-base64.ts';
import secretPatternInManifest from './secret-pattern-in-manifest.ts';

export const secrets: readonly Rule[] = [
  secretPatternInManifest,
  secretInEnvLiteral,
  secretInArgs,
  secretInConfigmap,
  secretCommittedPlaintext,
  secretInvalidBase64,
  secretEnvRef,
  secretEnvfromAllKeys,
];
