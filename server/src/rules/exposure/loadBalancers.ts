import { isEverything, parseCidr } from '../../resources/cidr.ts';
import type { Resource } from '../../resources/resource.ts';
import type { Value } from '../../resources/value.ts';

/** Annotations by which clouds keep a load balancer inside their network, and the values that say so. */
const INTERNAL: Readonly<Record<string, readonly string[]>> = {
  'service.beta.kubernetes.io/aws-load-balancer-scheme': ['internal'],
  'service.beta.kubernetes.io/aws-load-balancer-internal': ['true', '0.0.0.0/0'],
  'service.beta.kubernetes.io/azure-load-balancer-internal': ['true'],
  'networking.gke.io/load-balancer-type': ['Internal', 'internal'],
  'cloud.google.com/load-balancer-type': ['Internal', 'internal'],
  'service.beta.kubernetes.io/oci-load-balancer-internal': ['true'],
  'service.beta.kubernetes.io/openstack-internal-load-balancer': ['true'],
  'service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type': ['intranet'],
  'service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type': ['private'],
  'service.kubernetes.io/ibm-load-balancer-cloud-provider-vpc-ip-type': ['private'],
  'load-balancer.hetzner.cloud/disable-public-network': ['true'],
  'service.beta.kubernetes.io/do-loadbalancer-network': ['INTERNAL', 'internal'],
  'service.beta.kubernetes.io/linode-loadbalancer-backend-only': ['true'],
  'service.beta.kubernetes.io/scw-loadbalancer-private': ['true'],
  'service.beta.kubernetes.io/vultr-loadbalancer-private-network': ['true'],
};

/** Annotations that stand for a private network by being there: internal subnets, address pools of one's own hardware. */
const INTERNAL_BY_PRESENCE = [
  'metallb.universe.tf/',
  'metallb.io/',
  'kube-vip.io/',
  'lbipam.cilium.io/',
  'io.cilium/',
  'purelb.io/',
  'openelb.kubesphere.io/',
  'tailscale.com/',
  'service.beta.kubernetes.io/azure-load-balancer-internal-subnet',
  'service.kubernetes.io/qcloud-loadbalancer-internal-subnetid',
];

/** Load balancer classes of clouds, which are public unless an annotation says otherwise. */
const PUBLIC_CLASSES = ['networking.gke.io/', 'gke.io/'];

const AWS_SCHEME = 'service.beta.kubernetes.io/aws-load-balancer-scheme';
const AWS_TYPE = 'service.beta.kubernetes.io/aws-load-balancer-type';
const SOURCE_RANGES_ANNOTATION = 'service.beta.kubernetes.io/load-balancer-source-ranges';

/**
 * The Service asks for a load balancer that anyone on the internet can reach, as far as it says. False where it may be
 * private, and where an installation of one's own decides; undefined when it cannot be known.
 */
export function isPublicLoadBalancer(service: Resource): boolean | undefined {
  if (!service.root.at('spec', 'type').is('LoadBalancer')) return false;
  const annotations = service.root.at('metadata', 'annotations');
  if (annotations.entries().some(([key, value]) => isInternal(key, value))) return false;
  const scheme = annotations.at(AWS_SCHEME);
  const loadBalancerClass = service.root.at('spec', 'loadBalancerClass');
  if (scheme.is('internet-facing')) return !isRestricted(service);
  // The AWS Load Balancer Controller, unlike the controller that it replaces, is internal by default.
  if (/^(external|nlb-ip)$/u.test(annotations.at(AWS_TYPE).string ?? '')) return false;
  if (loadBalancerClass.isPresent) {
    const name = loadBalancerClass.string ?? '';
    if (!PUBLIC_CLASSES.some((prefix) => name.startsWith(prefix))) return false;
  }
  if (annotations.isUnknown || annotations.scope.open || annotations.hasUnknown || loadBalancerClass.isUnknown)
    return undefined;
  return !isRestricted(service);
}

/** Where the clients are restricted: absent, open to everyone, or the ranges. */
export function sourceRanges(service: Resource): Value {
  return service.root.at('spec', 'loadBalancerSourceRanges');
}

/** Source ranges are set and none of them is everything. Those that cannot be read count as restricting. */
function isRestricted(service: Resource): boolean {
  const ranges = sourceRanges(service);
  const annotation = service.root.at('metadata', 'annotations', SOURCE_RANGES_ANNOTATION);
  if (ranges.isUnknown || ranges.hasUnknown || annotation.isUnknown) return true;
  const texts =
    ranges.items().length > 0
      ? ranges.strings()
      : (annotation.string ?? '').split(',').filter((text) => text.trim() !== '');
  return texts.length > 0 && !texts.some(isEveryAddress);
}

export function isEveryAddress(text: string): boolean {
  const range = parseCidr(text.trim());
  return range !== undefined && isEverything(range);
}

function isInternal(key: string, value: Value): boolean {
  if (INTERNAL_BY_PRESENCE.some((prefix) => key.startsWith(prefix))) return true;
  const values = Object.hasOwn(INTERNAL, key) ? INTERNAL[key] : undefined;
  return values !== undefined && (value.isUnknown || values.includes(String(value.raw)));
}
