import type { Resource } from '../../resources/resource.ts';

/**
 * The Service in front of an ingress controller or a gateway, by the labels that the common ones select their pods by.
 * It is the one way in that everything else should take, so that its being reachable from outside is what it is for.
 */
export function isIngressController(service: Resource): boolean {
  const selector = service.root.at('spec', 'selector');
  if (selector.at('gateway.networking.k8s.io/gateway-name').isPresent) return true;
  return NAME_LABELS.some((label) => {
    const name = selector.at(label).string;
    return name !== undefined && CONTROLLERS.has(name.toLowerCase());
  });
}

const NAME_LABELS = ['app.kubernetes.io/name', 'app', 'name', 'k8s-app', 'istio'];

const CONTROLLERS = new Set([
  'ambassador',
  'apisix',
  'contour',
  'emissary-ingress',
  'envoy',
  'gateway-proxy',
  'haproxy-ingress',
  'ingress-gateway',
  'ingress-nginx',
  'ingressgateway',
  'istio-gateway',
  'istio-ingress',
  'istio-ingressgateway',
  'kong',
  'kubernetes-ingress',
  'nginx-gateway',
  'nginx-gateway-fabric',
  'nginx-ingress',
  'nginx-ingress-controller',
  'skipper-ingress',
  'traefik',
  'traefik-ingress-lb',
]);
