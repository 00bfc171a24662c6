import { defineRule, type Problem } from '../../engine/rule.ts';
import type { Resource } from '../../resources/resource.ts';
import type { Value } from '../../resources/value.ts';
import { formatKubernetesVersion, isAtLeast } from '../../resources/version.ts';

export default defineRule({
  id: 'psp-object',
  title: 'PodSecurityPolicy',
  family: 'admission-policy',
  severity: 'medium',
  why: 'Kubernetes 1.25 dropped PodSecurityPolicy. A manifest that still has one looks as if pods were restricted, while nothing in the cluster keeps them from running as root on the network of the node.',
  kinds: ['policy/PodSecurityPolicy', 'extensions/PodSecurityPolicy'],
  standards: {},
  aliases: {
    kubescape: ['C-0213', 'C-0214', 'C-0215', 'C-0216', 'C-0217', 'C-0218', 'C-0219', 'C-0220', 'C-0068'],
    checkov: [
      'CKV_K8S_1',
      'CKV_K8S_2',
      'CKV_K8S_3',
      'CKV_K8S_4',
      'CKV_K8S_5',
      'CKV_K8S_6',
      'CKV_K8S_7',
      'CKV_K8S_24',
      'CKV_K8S_32',
      'CKV_K8S_36',
    ],
    kics: [
      'c48e57d3',
      '91dacd0e',
      '80f93444',
      'a33e9173',
      '87554eef',
      'e3aa0612',
      '7307579a',
      'caa93370',
      '2270987f',
      'de4421f1',
    ],
  },
  recommended: true,
  fix: null,

  *check(resource, { kubernetesVersion }) {
    // A template may write it only for clusters that still know it.
    if (resource.root.scope.open) return;
    if (isAtLeast(kubernetesVersion, REMOVED)) {
      yield {
        at: resource.root.at('kind'),
        message: `Kubernetes ${formatKubernetesVersion(kubernetesVersion)} has no PodSecurityPolicy any more (removed in 1.25). Label the namespaces pod-security.kubernetes.io/enforce: ${nearestLevel(resource)} instead.`,
        tags: ['deprecated'],
      };
    } else {
      yield* permissiveFields(resource.root.at('spec'));
    }
  },
});

const REMOVED = 25;

/** The strictest Pod Security level that lets every pod pass which this policy lets pass, as far as its fields say. */
function nearestLevel({ root }: Resource): 'privileged' | 'baseline' | 'restricted' {
  const spec = root.at('spec');
  const isPrivileged =
    ['privileged', 'hostPID', 'hostIPC', 'hostNetwork'].some((field) => spec.at(field).is(true)) ||
    spec.at('allowedCapabilities').strings().length > 0 ||
    spec
      .at('volumes')
      .strings()
      .some((volume) => volume === '*' || volume === 'hostPath');
  if (isPrivileged) return 'privileged';
  const isRestricted =
    spec.at('allowPrivilegeEscalation').is(false) &&
    spec.at('runAsUser', 'rule').is('MustRunAsNonRoot') &&
    spec.at('requiredDropCapabilities').strings().includes('ALL');
  return isRestricted ? 'restricted' : 'baseline';
}

function* permissiveFields(spec: Value): Generator<Problem> {
  for (const [field, danger] of DANGEROUS_WHEN_TRUE) {
    const at = spec.at(field);
    if (at.is(true)) yield { at, message: `This PodSecurityPolicy lets pods ${danger}. Set ${field} to false.` };
  }
  const escalation = spec.at('allowPrivilegeEscalation');
  if (escalation.isAbsent || escalation.is(true)) {
    yield {
      at: escalation,
      message:
        'This PodSecurityPolicy lets processes gain more privileges than their parent. Set allowPrivilegeEscalation to false.',
    };
  }
  const user = spec.at('runAsUser', 'rule');
  if (user.is('RunAsAny')) {
    yield {
      at: user,
      message: 'This PodSecurityPolicy lets containers run as root. Set the rule to MustRunAsNonRoot.',
    };
  }
  const added = spec.at('allowedCapabilities');
  if (added.strings().length > 0) {
    yield {
      at: added,
      message: `This PodSecurityPolicy lets containers add capabilities (${added.strings().join(', ')}). Allow none.`,
    };
  }
  const dropped = spec.at('requiredDropCapabilities');
  if (dropped.isAbsent || (dropped.isList && !dropped.strings().includes('ALL'))) {
    yield {
      at: dropped,
      message: 'This PodSecurityPolicy does not make containers drop all capabilities. Require ALL.',
    };
  }
  for (const volume of spec.at('volumes').items()) {
    if (volume.is('*') || volume.is('hostPath')) {
      yield {
        at: volume,
        message: 'This PodSecurityPolicy lets pods mount folders of the node. List the volume types that they need.',
      };
    }
  }
}

const DANGEROUS_WHEN_TRUE: readonly (readonly [string, string])[] = [
  ['privileged', 'run privileged containers'],
  ['hostPID', 'see the processes of the node'],
  ['hostIPC', 'share the memory of processes of the node'],
  ['hostNetwork', 'use the network of the node'],
];
