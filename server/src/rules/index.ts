import type { Rule } from '../engine/rule.ts';
import { pods } from './pods/index.ts';
import { images } from './images/index.ts';
import { namespaces } from './namespaces/index.ts';
import { network } from './network/index.ts';
import { exposure } from './exposure/index.ts';
import { rbac } from './rbac/index.ts';
import { serviceAccounts } from './serviceAccounts/index.ts';
import { resources } from './resources/index.ts';
import { availability } from './availability/index.ts';
import { lifecycle } from './lifecycle/index.ts';
import { secrets } from './secrets/index.ts';
import { suppressions } from './suppressions/index.ts';

/** Every rule, in the order in which lists and pages show them. Each group's own index names its rules. */
export const RULES: readonly Rule[] = [
  ...pods,
  ...images,
  ...namespaces,
  ...network,
  ...exposure,
  ...rbac,
  ...serviceAccounts,
  ...resources,
  ...availability,
  ...lifecycle,
  ...secrets,
  ...suppressions,
];
