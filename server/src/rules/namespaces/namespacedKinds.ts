/**
 * Kinds of the API that make up an application in a namespace. Not those that guard or describe a namespace (quotas,
 * network policies, roles): in default they are what makes it safer, or are about what is there anyway.
 */
export const NAMESPACED_KINDS: readonly string[] = [
  'ConfigMap',
  'PersistentVolumeClaim',
  'Pod',
  'PodTemplate',
  'ReplicationController',
  'Secret',
  'Service',
  'ServiceAccount',
  'apps/DaemonSet',
  'apps/Deployment',
  'apps/ReplicaSet',
  'apps/StatefulSet',
  'argoproj.io/Rollout',
  'batch/CronJob',
  'batch/Job',
  'gateway.networking.k8s.io/Gateway',
  'gateway.networking.k8s.io/HTTPRoute',
  'networking.k8s.io/Ingress',
];
