/**
 * The resources of Kubernetes' own API groups, as far as roles speak of them: plural, kind, short names, scope.
 * Source: the `+genclient` marks of `k8s.io/api` up to v1.37 and the short names of the API server's registry.
 */

export interface ApiResource {
  readonly group: string;
  /** As in URLs and roles. */
  readonly plural: string;
  /** Empty for what only the authorizer knows: `users`, `signers`. */
  readonly kind: string;
  readonly scope: 'namespace' | 'cluster';
}

/** The group is one of Kubernetes' own, so that {@link apiResources} knows everything it holds. */
export function isBuiltInGroup(group: string): boolean {
  return Object.hasOwn(TABLE, group);
}

/** The built-in resources of this plural name, one for each group that has it. */
export function apiResources(plural: string): readonly ApiResource[] {
  return BY_PLURAL.get(plural) ?? [];
}

/** What somebody meant who wrote a kind, a singular or a short name, in any case: `Deployment`, `secret`, `svc`. */
export function apiResourcesMeantBy(name: string): readonly ApiResource[] {
  return BY_OTHER_NAME.get(name.toLowerCase()) ?? [];
}

/** `undefined` when it is no built-in resource. */
export function scopeOf(group: string, plural: string): ApiResource['scope'] | undefined {
  return apiResources(plural).find((resource) => resource.group === group)?.scope;
}

/** `plural Kind short...`, separated by commas; cluster-scoped ones begin with `!`. `-` is no kind. */
const TABLE: Readonly<Record<string, string>> = {
  '': `bindings Binding, !componentstatuses ComponentStatus cs, configmaps ConfigMap cm, endpoints Endpoints ep, events Event ev,
    limitranges LimitRange limits, !namespaces Namespace ns, !nodes Node no, persistentvolumeclaims PersistentVolumeClaim pvc,
    !persistentvolumes PersistentVolume pv, pods Pod po, podtemplates PodTemplate, replicationcontrollers ReplicationController rc,
    resourcequotas ResourceQuota quota, secrets Secret, serviceaccounts ServiceAccount sa, services Service svc, !users -, !groups -`,
  'admissionregistration.k8s.io': `!mutatingadmissionpolicies MutatingAdmissionPolicy,
    !mutatingadmissionpolicybindings MutatingAdmissionPolicyBinding, !mutatingwebhookconfigurations MutatingWebhookConfiguration,
    !validatingadmissionpolicies ValidatingAdmissionPolicy, !validatingadmissionpolicybindings ValidatingAdmissionPolicyBinding,
    !validatingwebhookconfigurations ValidatingWebhookConfiguration`,
  'apiextensions.k8s.io': '!customresourcedefinitions CustomResourceDefinition crd crds',
  'apiregistration.k8s.io': '!apiservices APIService',
  apps: `controllerrevisions ControllerRevision, daemonsets DaemonSet ds, deployments Deployment deploy, replicasets ReplicaSet rs,
    statefulsets StatefulSet sts`,
  'authentication.k8s.io': '!selfsubjectreviews SelfSubjectReview, !tokenreviews TokenReview, !uids -, !userextras -',
  'authorization.k8s.io': `localsubjectaccessreviews LocalSubjectAccessReview, !selfsubjectaccessreviews SelfSubjectAccessReview,
    !selfsubjectrulesreviews SelfSubjectRulesReview, !subjectaccessreviews SubjectAccessReview`,
  autoscaling: 'horizontalpodautoscalers HorizontalPodAutoscaler hpa',
  batch: 'cronjobs CronJob cj, jobs Job',
  'certificates.k8s.io': `!certificatesigningrequests CertificateSigningRequest csr, !clustertrustbundles ClusterTrustBundle,
    podcertificaterequests PodCertificateRequest, !signers -`,
  'coordination.k8s.io': 'leasecandidates LeaseCandidate, leases Lease',
  'discovery.k8s.io': 'endpointslices EndpointSlice',
  'events.k8s.io': 'events Event ev',
  'flowcontrol.apiserver.k8s.io': '!flowschemas FlowSchema, !prioritylevelconfigurations PriorityLevelConfiguration',
  'networking.k8s.io': `!ingressclasses IngressClass, ingresses Ingress ing, !ipaddresses IPAddress ip, networkpolicies NetworkPolicy netpol,
    !servicecidrs ServiceCIDR`,
  'node.k8s.io': '!runtimeclasses RuntimeClass',
  policy: 'poddisruptionbudgets PodDisruptionBudget pdb, !podsecuritypolicies PodSecurityPolicy psp',
  'rbac.authorization.k8s.io': `!clusterrolebindings ClusterRoleBinding, !clusterroles ClusterRole, rolebindings RoleBinding, roles Role`,
  'resource.k8s.io': `!deviceclasses DeviceClass, !devicetaintrules DeviceTaintRule, resourceclaims ResourceClaim,
    resourceclaimtemplates ResourceClaimTemplate, !resourceslices ResourceSlice`,
  'scheduling.k8s.io': '!priorityclasses PriorityClass pc, podgroups PodGroup, workloads Workload',
  'storage.k8s.io': `!csidrivers CSIDriver, !csinodes CSINode, csistoragecapacities CSIStorageCapacity, !storageclasses StorageClass sc,
    !volumeattachments VolumeAttachment, !volumeattributesclasses VolumeAttributesClass vac`,
  'storagemigration.k8s.io': '!storageversionmigrations StorageVersionMigration',
};

const BY_PLURAL = new Map<string, ApiResource[]>();
const BY_OTHER_NAME = new Map<string, ApiResource[]>();

for (const [group, rows] of Object.entries(TABLE)) {
  for (const row of rows.split(',')) {
    const [written = '', kind = '-', ...shortNames] = row.trim().split(' ');
    const scope = written.startsWith('!') ? 'cluster' : 'namespace';
    const resource: ApiResource = { group, plural: written.replace('!', ''), kind: kind === '-' ? '' : kind, scope };
    add(BY_PLURAL, resource.plural, resource);
    for (const name of new Set([resource.plural, resource.kind.toLowerCase(), ...shortNames])) {
      if (name !== '') add(BY_OTHER_NAME, name, resource);
    }
  }
}

function add(map: Map<string, ApiResource[]>, key: string, resource: ApiResource): void {
  map.set(key, [...(map.get(key) ?? []), resource]);
}
