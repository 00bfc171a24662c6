import type { Lookup } from '../../engine/lookup.ts';
import {
  parseLevel,
  parsePolicyVersion,
  policyOf,
  strictness,
  type DefaultPolicy,
  type NamespacePolicy,
} from '../../resources/podSecurity/labels.ts';
import { verdict, type PodSecurityLevel } from '../../resources/podSecurity/evaluate.ts';
import type { Resource } from '../../resources/resource.ts';
import type { Value } from '../../resources/value.ts';

/** What the API server's own configuration says about namespaces whose labels say nothing, and what it exempts. */
export interface PodSecurityDefaults {
  readonly policy: DefaultPolicy;
  readonly exemptNamespaces: readonly string[];
  readonly exemptRuntimeClasses: readonly string[];
}

const CONFIGURATION = 'pod-security.admission.config.k8s.io/PodSecurityConfiguration';
const ADMISSION = 'apiserver.config.k8s.io/AdmissionConfiguration';

/** Types for the `reads` of rules that ask {@link podSecurityDefaults}. */
export const POD_SECURITY_CONFIGURATIONS: readonly string[] = [CONFIGURATION, ADMISSION];

/**
 * The configuration of Pod Security admission, when the workspace has exactly one: as an object of its own, or within an
 * AdmissionConfiguration. Undefined when there is none, or several for several clusters.
 */
export function podSecurityDefaults(lookup: Lookup): PodSecurityDefaults | undefined {
  const own = lookup(CONFIGURATION).resources ?? [];
  const within = (lookup(ADMISSION).resources ?? []).flatMap(({ root }) =>
    root
      .at('plugins')
      .items()
      .filter((plugin) => plugin.at('name').is('PodSecurity') && plugin.at('configuration').isMap)
      .map((plugin) => plugin.at('configuration')),
  );
  const [only, another] = [...own.map(({ root }) => root), ...within];
  if (only === undefined || another !== undefined) return undefined;
  return {
    policy: {
      enforce: readDefault(only, 'enforce'),
      audit: readDefault(only, 'audit'),
      warn: readDefault(only, 'warn'),
    },
    exemptNamespaces: only.at('exemptions', 'namespaces').strings(),
    exemptRuntimeClasses: only.at('exemptions', 'runtimeClasses').strings(),
  };
}

function readDefault(configuration: Value, mode: string): DefaultPolicy['enforce'] {
  const level = parseLevel(configuration.at('defaults', mode).string ?? '');
  const version = parsePolicyVersion(configuration.at('defaults', `${mode}-version`).string ?? '');
  return { level: level ?? 'privileged', version: version ?? 'latest' };
}

/** What a Namespace's labels, and the defaults where they say nothing, ask of its pods. */
export function policyOfNamespace(namespace: Resource, defaults: PodSecurityDefaults | undefined): NamespacePolicy {
  return policyOf(labelsOf(namespace), defaults?.policy);
}

export function labelsOf(namespace: Resource): Value {
  return namespace.root.at('metadata', 'labels');
}

/** Engines whose policies may judge pods in the place of Pod Security admission. */
const POLICY_ENGINES = [
  'kyverno.io/ClusterPolicy',
  'policies.kyverno.io/ValidatingPolicy',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicy',
  'policies.kubewarden.io/ClusterAdmissionPolicy',
  'constraints.gatekeeper.sh/K8sPSPPrivilegedContainer',
  'constraints.gatekeeper.sh/K8sPSPHostNamespace',
  'constraints.gatekeeper.sh/K8sPSPCapabilities',
  'constraints.gatekeeper.sh/K8sPSPAllowedUsers',
  'constraints.gatekeeper.sh/K8sPSPAllowPrivilegeEscalationContainer',
] as const;

/** Types for the `reads` of rules that ask {@link hasPodPolicies}. */
export const POD_POLICIES: readonly string[] = POLICY_ENGINES;

/** The workspace has policies of another engine that judge pods. Undefined when it cannot be known. */
export function hasPodPolicies(lookup: Lookup): boolean | undefined {
  for (const type of POLICY_ENGINES) {
    const { resources } = lookup(type);
    if (resources === undefined) return undefined;
    if (resources.some(({ root }) => mentions(root.at('spec'), ABOUT_PODS))) return true;
  }
  return false;
}

const ABOUT_PODS = /^pods?$/iu;

function mentions(value: Value, pattern: RegExp): boolean {
  if (value.string !== undefined) return pattern.test(value.string);
  return (
    value.items().some((item) => mentions(item, pattern)) ||
    value.entries().some(([key, child]) => pattern.test(key) || mentions(child, pattern))
  );
}

/** The strictest level that all these workloads certainly satisfy at the newest version; privileged satisfies anyone. */
export function highestLevel(workloads: readonly Resource[]): PodSecurityLevel {
  const pods = workloads.flatMap((workload) => workload.pods);
  const satisfied = (['restricted', 'baseline'] as const).find((level) =>
    pods.every((pod) => verdict(pod, level, 'latest').allowed === true),
  );
  return satisfied ?? 'privileged';
}

export function isWeaker(level: PodSecurityLevel, than: PodSecurityLevel): boolean {
  return strictness(level) < strictness(than);
}
