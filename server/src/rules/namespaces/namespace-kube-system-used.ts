import { Placeholder } from '../../documents/edit.ts';
import { set } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import { parseImageReference } from '../../resources/imageReference.ts';
import type { Resource } from '../../resources/resource.ts';
import { isSystemNamespace } from '../../resources/systemNamespaces.ts';

export default defineRule({
  id: 'namespace-kube-system-used',
  title: 'Workload in a namespace of the cluster',
  family: 'namespace',
  severity: 'medium',
  why: 'The namespaces of the cluster hold the service accounts and Secrets of its controllers, and policies usually leave them out. Whoever breaks into a pod there, or may change it, is close to controlling the cluster.',
  kinds: 'workload',
  standards: {},
  aliases: { trivy: ['KSV-0037'], kics: ['611ab018'] },
  recommended: true,
  fix: 'unsafe',
  options: {
    allowed: {
      type: 'string[]',
      default: [],
      description: 'Further names of workloads, or parts of them, that belong into kube-system.',
    },
  },

  *check(resource, { options }) {
    if (!isSystemNamespace(resource.namespace) || isPartOfTheCluster(resource, options.allowed)) return;
    const at = resource.root.at('metadata', 'namespace');
    yield {
      at,
      message: `${resource.namespace ?? ''} is for the parts of the cluster itself. Run ${resource.kind} ${resource.name ?? ''} in a namespace of its own.`,
      fixes: [{ title: 'Name a namespace', safe: false, edits: [set(at, new Placeholder('namespace'))] }],
    };
  },
});

/** Network, storage, node and control plane add-ons, by their name, their images, or what marks them as critical. */
function isPartOfTheCluster(workload: Resource, allowed: readonly string[]): boolean {
  const { labels, name } = workload;
  if (labels === undefined) return true;
  if (MARKS.some((mark) => mark in labels) || labels['tier'] === 'control-plane') return true;
  const isKnown = (text: string): boolean => ADDONS.test(text) || allowed.some((part) => text.includes(part));
  if (name === undefined || isKnown(name)) return true;
  return workload.pods.some(
    (pod) =>
      /^system-(cluster|node)-critical$/u.test(pod.spec.at('priorityClassName').string ?? '') ||
      pod.containers.some((container) => isKnown(parseImageReference(container.at('image').string ?? '')?.path ?? '')),
  );
}

const MARKS = [
  'addonmanager.kubernetes.io/mode',
  'eks.amazonaws.com/component',
  'k8s-addon',
  'kubernetes.io/bootstrapping',
  'kubernetes.io/cluster-service',
];

const ADDONS = new RegExp(
  [
    'antrea|aws-node|azure-(cni|npm)|calico|canal|cilium|cni|flannel|kindnet|kube-ovn|kube-router|multus|ovn|tigera|weave',
    '(^|[-/])csi([-/]|$)|snapshot-controller|(ebs|efs|fsx|disk|blob|file)-csi|local-path|storage-provisioner',
    'cluster-autoscaler|cluster-proportional|cloud-(controller|node)|coredns|kube-dns|dns-autoscaler|node-?local-?dns|etcd|karpenter',
    'kube-(apiserver|controller|proxy|scheduler|state|vip)|kubelet|konnectivity|metrics-server|node-(problem|termination|shell)|descheduler',
    'admission|aws-load-balancer|device-plugin|external-dns|external-secrets|gpu-operator|helm-install|keda|kured|metallb|sealed-secrets|secrets-store|svclb|traefik|vertical-pod',
    'fluent-?(bit|d)|node-exporter|npd|pod-identity|reloader|vpa-',
  ].join('|'),
  'u',
);
