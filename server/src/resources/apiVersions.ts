import type { Resource } from './resource.ts';

/**
 * When an API version of a kind goes out of use, in minor versions of Kubernetes 1.
 *
 * Sources: the life cycle that every type declares in k8s.io/api v0.37.2 (`zz_generated.prerelease-lifecycle.go`), and,
 * for what is no longer in that module, the deprecated API migration guide and the change logs. State: August 2026.
 */
export interface ApiLifecycle {
  /** Clients are warned from here on. */
  readonly deprecated: number;
  /** No longer served from here on; undefined while no end is planned. */
  readonly removed: number | undefined;
  /** What to use instead; undefined when there is nothing of the kind. */
  readonly replacement: ApiReplacement | undefined;
}

export interface ApiReplacement {
  /** `apiVersion` of the same kind, or another kind with its own (`discovery.k8s.io/v1 EndpointSlice`). */
  readonly apiVersion: string;
  readonly kind: string;
  /** The minor version that first served it. */
  readonly since: number;
  /** This object means the same under the new version when nothing but `apiVersion` is changed. */
  readonly isSwap: (resource: Resource) => boolean;
}

/** The end of the API version that a resource is written in; undefined for versions without one in sight. */
export function lifecycleOf({ apiVersion, kind }: Resource): ApiLifecycle | undefined {
  return API_LIFECYCLES.get(`${apiVersion} ${kind}`);
}

type SwapTest = ApiReplacement['isSwap'];
const always: SwapTest = () => true;
const never: SwapTest = () => false;

/** An empty selector chose no pods in policy/v1beta1 and chooses all of the namespace in policy/v1. */
const hasBudgetSelector: SwapTest = ({ root }) =>
  ['matchLabels', 'matchExpressions'].some((key) => {
    const part = root.at('spec', 'selector', key);
    return part.entries().length > 0 || part.items().length > 0;
  });

type Row = readonly [
  apiVersion: string,
  kinds: string,
  deprecated: number,
  removed: number | undefined,
  replacement?: string,
  since?: number,
  isSwap?: SwapTest,
];

/**
 * The workloads of old have other defaults in apps/v1 (selector, update strategy), and Ingress, webhooks, signing requests
 * and endpoint slices other fields: those are migrated by hand. PodSecurityPolicy has a rule of its own, and custom
 * resource definitions are too large to be read for this alone.
 */
const ROWS: readonly Row[] = [
  ['extensions/v1beta1', 'Deployment DaemonSet ReplicaSet', 8, 16, 'apps/v1', 9],
  ['apps/v1beta1', 'Deployment StatefulSet ControllerRevision', 8, 16, 'apps/v1', 9],
  ['apps/v1beta2', 'Deployment StatefulSet DaemonSet ReplicaSet ControllerRevision', 9, 16, 'apps/v1', 9],
  ['extensions/v1beta1', 'NetworkPolicy', 9, 16, 'networking.k8s.io/v1', 7, always],
  ['extensions/v1beta1', 'Ingress', 14, 22, 'networking.k8s.io/v1', 19],
  ['networking.k8s.io/v1beta1', 'Ingress', 19, 22, 'networking.k8s.io/v1', 19],
  ['networking.k8s.io/v1beta1', 'IngressClass', 19, 22, 'networking.k8s.io/v1', 19, always],
  ['networking.k8s.io/v1beta1', 'ServiceCIDR IPAddress', 34, 37, 'networking.k8s.io/v1', 33, always],
  ['batch/v2alpha1', 'CronJob', 8, 21, 'batch/v1', 21, always],
  ['batch/v1beta1', 'CronJob', 21, 25, 'batch/v1', 21, always],
  [
    'rbac.authorization.k8s.io/v1alpha1',
    'Role ClusterRole RoleBinding ClusterRoleBinding',
    17,
    23,
    'rbac.authorization.k8s.io/v1',
    8,
  ],
  [
    'rbac.authorization.k8s.io/v1beta1',
    'Role ClusterRole RoleBinding ClusterRoleBinding',
    17,
    22,
    'rbac.authorization.k8s.io/v1',
    8,
    always,
  ],
  ['scheduling.k8s.io/v1alpha1', 'PriorityClass', 14, 23, 'scheduling.k8s.io/v1', 14, always],
  ['scheduling.k8s.io/v1beta1', 'PriorityClass', 14, 22, 'scheduling.k8s.io/v1', 14, always],
  ['policy/v1beta1', 'PodDisruptionBudget', 21, 25, 'policy/v1', 21, hasBudgetSelector],
  ['autoscaling/v2beta1', 'HorizontalPodAutoscaler', 22, 25, 'autoscaling/v2', 23],
  ['autoscaling/v2beta2', 'HorizontalPodAutoscaler', 23, 26, 'autoscaling/v2', 23, always],
  ['storage.k8s.io/v1beta1', 'StorageClass', 19, 22, 'storage.k8s.io/v1', 6, always],
  ['storage.k8s.io/v1beta1', 'CSIDriver', 19, 22, 'storage.k8s.io/v1', 18, always],
  ['storage.k8s.io/v1beta1', 'CSINode', 17, 22, 'storage.k8s.io/v1', 17, always],
  ['storage.k8s.io/v1beta1', 'VolumeAttachment', 19, 22, 'storage.k8s.io/v1', 13, always],
  ['storage.k8s.io/v1beta1', 'CSIStorageCapacity', 24, 27, 'storage.k8s.io/v1', 24, always],
  ['storage.k8s.io/v1alpha1', 'VolumeAttributesClass', 32, 35, 'storage.k8s.io/v1', 34, always],
  ['storage.k8s.io/v1beta1', 'VolumeAttributesClass', 34, 37, 'storage.k8s.io/v1', 34, always],
  ['node.k8s.io/v1beta1', 'RuntimeClass', 22, 25, 'node.k8s.io/v1', 20, always],
  ['coordination.k8s.io/v1beta1', 'Lease', 19, 22, 'coordination.k8s.io/v1', 14, always],
  ['discovery.k8s.io/v1beta1', 'EndpointSlice', 21, 25, 'discovery.k8s.io/v1', 21],
  ['events.k8s.io/v1beta1', 'Event', 22, 25, 'events.k8s.io/v1', 19],
  ['apiregistration.k8s.io/v1beta1', 'APIService', 19, 22, 'apiregistration.k8s.io/v1', 10, always],
  ['certificates.k8s.io/v1beta1', 'CertificateSigningRequest', 19, 22, 'certificates.k8s.io/v1', 19],
  ['certificates.k8s.io/v1alpha1', 'ClusterTrustBundle', 34, 37, 'certificates.k8s.io/v1beta1', 33, always],
  [
    'admissionregistration.k8s.io/v1beta1',
    'MutatingWebhookConfiguration ValidatingWebhookConfiguration',
    16,
    22,
    'admissionregistration.k8s.io/v1',
    16,
  ],
  [
    'admissionregistration.k8s.io/v1alpha1',
    'ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding',
    29,
    32,
    'admissionregistration.k8s.io/v1',
    30,
  ],
  [
    'admissionregistration.k8s.io/v1beta1',
    'ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding',
    31,
    34,
    'admissionregistration.k8s.io/v1',
    30,
    always,
  ],
  [
    'admissionregistration.k8s.io/v1alpha1',
    'MutatingAdmissionPolicy MutatingAdmissionPolicyBinding',
    35,
    38,
    'admissionregistration.k8s.io/v1beta1',
    34,
  ],
  ['flowcontrol.apiserver.k8s.io/v1beta1', 'FlowSchema', 23, 26, 'flowcontrol.apiserver.k8s.io/v1', 29, always],
  ['flowcontrol.apiserver.k8s.io/v1beta2', 'FlowSchema', 26, 29, 'flowcontrol.apiserver.k8s.io/v1', 29, always],
  ['flowcontrol.apiserver.k8s.io/v1beta3', 'FlowSchema', 29, 32, 'flowcontrol.apiserver.k8s.io/v1', 29, always],
  // The field assuredConcurrencyShares became nominalConcurrencyShares in v1beta3.
  ['flowcontrol.apiserver.k8s.io/v1beta1', 'PriorityLevelConfiguration', 23, 26, 'flowcontrol.apiserver.k8s.io/v1', 29],
  ['flowcontrol.apiserver.k8s.io/v1beta2', 'PriorityLevelConfiguration', 26, 29, 'flowcontrol.apiserver.k8s.io/v1', 29],
  [
    'flowcontrol.apiserver.k8s.io/v1beta3',
    'PriorityLevelConfiguration',
    29,
    32,
    'flowcontrol.apiserver.k8s.io/v1',
    29,
    always,
  ],
  [
    'resource.k8s.io/v1beta1',
    'DeviceClass ResourceClaim ResourceClaimTemplate ResourceSlice',
    35,
    38,
    'resource.k8s.io/v1',
    34,
  ],
  [
    'resource.k8s.io/v1beta2',
    'DeviceClass ResourceClaim ResourceClaimTemplate ResourceSlice',
    36,
    39,
    'resource.k8s.io/v1',
    34,
    always,
  ],
  ['v1', 'Endpoints', 33, undefined, 'discovery.k8s.io/v1 EndpointSlice', 21],
  ['v1', 'ComponentStatus', 19, undefined],
];

/** By `apiVersion kind`. */
export const API_LIFECYCLES: ReadonlyMap<string, ApiLifecycle> = new Map(
  ROWS.flatMap(([apiVersion, kinds, deprecated, removed, replacement, since = 0, isSwap = never]) =>
    kinds.split(' ').map((kind): [string, ApiLifecycle] => {
      const [newVersion = '', newKind = kind] = replacement?.split(' ') ?? [];
      const successor =
        replacement === undefined ? undefined : { apiVersion: newVersion, kind: newKind, since, isSwap };
      return [`${apiVersion} ${kind}`, { deprecated, removed, replacement: successor }];
    }),
  ),
);

/** The types of all kinds that have, or had, a version with an end: `Kind` of the core group, else `group/Kind`. */
export const TYPES_WITH_OLD_VERSIONS: readonly string[] = [
  ...new Set(
    ROWS.flatMap(([apiVersion, kinds]) => {
      const slash = apiVersion.indexOf('/');
      return kinds.split(' ').map((kind) => (slash < 0 ? kind : `${apiVersion.slice(0, slash)}/${kind}`));
    }),
  ),
];
