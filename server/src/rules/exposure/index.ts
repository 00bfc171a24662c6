import type { Rule } from '../../engine/rule.ts';
import ingressDanglingBackend from './ingress-dangling-backend.ts';
import ingressNginxSnippet from './ingress-nginx-snippet.ts';
import ingressPlainHttpAllowed from './ingress-plain-http-allowed.ts';
import ingressTlsMissing from './ingress-tls-missing.ts';
import ingressWildcardHost from './ingress-wildcard-host.ts';
import serviceDanglingSelector from './service-dangling-selector.ts';
import serviceExternalIps from './service-external-ips.ts';
import serviceLoadBalancerPublic from './service-load-balancer-public.ts';
import serviceNodePort from './service-node-port.ts';
import servicePublishesSensitivePort from './service-publishes-sensitive-port.ts';
import serviceTargetPortInvalid from './service-target-port-invalid.ts';

/** Services, then what leads to them from outside. */
export const exposure: readonly Rule[] = [
  servicePublishesSensitivePort,
  serviceExternalIps,
  serviceLoadBalancerPublic,
  serviceNodePort,
  serviceDanglingSelector,
  serviceTargetPortInvalid,
  ingressNginxSnippet,
  ingressTlsMissing,
  ingressWildcardHost,
  ingressPlainHttpAllowed,
  ingressDanglingBackend,
];
