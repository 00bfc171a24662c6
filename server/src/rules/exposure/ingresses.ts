import type { Resource } from '../../resources/resource.ts';
import type { Value } from '../../resources/value.ts';

export const INGRESS_TYPES: readonly string[] = ['networking.k8s.io/Ingress', 'extensions/Ingress'];

/** A Service that an Ingress sends requests to. */
export interface Backend {
  readonly name: Value;
  /** A number, or the name of one of the Service's ports. */
  readonly port: Value;
}

/** Every backend that is a Service, in the form of v1 and in that of the versions before it. */
export function backendsOf(ingress: Resource): Backend[] {
  const spec = ingress.root.at('spec');
  const paths = spec
    .at('rules')
    .items()
    .flatMap((rule) => rule.at('http', 'paths').items());
  return [spec.at('defaultBackend'), spec.at('backend'), ...paths.map((path) => path.at('backend'))].flatMap(
    readBackend,
  );
}

function readBackend(at: Value): Backend[] {
  const service = at.at('service');
  if (service.isMap) {
    const number = service.at('port', 'number');
    return [{ name: service.at('name'), port: number.isPresent ? number : service.at('port', 'name') }];
  }
  return at.at('serviceName').isPresent ? [{ name: at.at('serviceName'), port: at.at('servicePort') }] : [];
}

export function annotation(resource: Resource, key: string): Value {
  return resource.root.at('metadata', 'annotations', key);
}

/** Which controller serves it, by its class or by the annotation that came before it; lower case. */
export function ingressClass(ingress: Resource): string | undefined {
  const name =
    ingress.root.at('spec', 'ingressClassName').string ?? annotation(ingress, 'kubernetes.io/ingress.class').string;
  return name?.toLowerCase();
}

/** Served by a load balancer of the cloud that is made for it, by GKE's or the AWS Load Balancer Controller. */
export function isCloudIngress(ingress: Resource): boolean {
  return (
    /^(alb|aws-alb|gce(-internal)?|gce-.*)$/u.test(ingressClass(ingress) ?? '') ||
    hasAnnotation(ingress, 'alb.ingress.kubernetes.io/')
  );
}

/** An Ingress that cert-manager makes for a moment, to answer an ACME challenge over plain HTTP. */
export function isAcmeSolver(ingress: Resource): boolean {
  return ingress.root.at('metadata', 'labels', 'acme.cert-manager.io/http01-solver').isPresent;
}

/** Some annotation's key starts like this. */
export function hasAnnotation(ingress: Resource, prefix: string): boolean {
  return ingress.root
    .at('metadata', 'annotations')
    .entries()
    .some(([key]) => key.startsWith(prefix));
}
