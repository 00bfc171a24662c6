import type { Rule } from '../../engine/rule.ts';
import namespaceDefaultUsed from './namespace-default-used.ts';
import namespaceKubeSystemUsed from './namespace-kube-system-used.ts';
import namespacePsaEnforceMissing from './namespace-psa-enforce-missing.ts';
import namespacePsaEnforcePrivileged from './namespace-psa-enforce-privileged.ts';
import namespacePsaLabelInvalid from './namespace-psa-label-invalid.ts';
import namespacePsaLabelTypo from './namespace-psa-label-typo.ts';
import namespacePsaLabelWrongKind from './namespace-psa-label-wrong-kind.ts';
import namespacePsaVersionMissing from './namespace-psa-version-missing.ts';
import namespacePsaVersionStale from './namespace-psa-version-stale.ts';
import namespacePsaWarnWeaker from './namespace-psa-warn-weaker.ts';
import pssProfileViolation from './pss-profile-violation.ts';

/** What a namespace asks of its pods, and what is in the wrong one. */
export const namespaces: readonly Rule[] = [
  namespacePsaEnforceMissing,
  namespacePsaEnforcePrivileged,
  pssProfileViolation,
  namespacePsaLabelInvalid,
  namespacePsaLabelTypo,
  namespacePsaLabelWrongKind,
  namespacePsaWarnWeaker,
  namespacePsaVersionStale,
  namespacePsaVersionMissing,
  namespaceKubeSystemUsed,
  namespaceDefaultUsed,
];
