import { remove, set } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import { annotation, INGRESS_TYPES, ingressClass } from './ingresses.ts';

export default defineRule({
  id: 'ingress-plain-http-allowed',
  title: 'Plain HTTP beside TLS',
  family: 'network-exposure',
  severity: 'medium',
  why: 'A certificate does not help clients that are never sent to HTTPS. Whoever sits on their network keeps them on plain HTTP, reads their session cookies, and changes what they see.',
  kinds: INGRESS_TYPES,
  standards: {},
  aliases: {},
  recommended: false,
  fix: 'unsafe',

  *check(resource) {
    // Without TLS there is nothing to redirect to; that is another rule's.
    if (resource.root.at('spec', 'tls').items().length === 0) return;
    const redirect = annotation(resource, NGINX_REDIRECT);
    if (redirect.is('false') && !annotation(resource, NGINX_FORCE).is('true')) {
      yield {
        at: redirect,
        message:
          'Clients that come over plain HTTP are not redirected to HTTPS. Remove the annotation: the redirect is the default.',
        fixes: [{ title: 'Remove the annotation', safe: false, edits: [remove(redirect)] }],
      };
    }
    const entryPoints = annotation(resource, TRAEFIK_ENTRY_POINTS);
    if (entryPoints.is('web')) {
      yield {
        at: entryPoints,
        message: 'Traefik serves this Ingress on its entry point for plain HTTP only. Use the entry point websecure.',
        fixes: [{ title: 'Change to websecure', safe: false, edits: [set(entryPoints, 'websecure')] }],
      };
    }
    const allowHttp = annotation(resource, GKE_ALLOW_HTTP);
    const name = ingressClass(resource);
    if (
      name !== undefined &&
      /^gce/u.test(name) &&
      !allowHttp.isUnknown &&
      !allowHttp.is('false') &&
      !allowHttp.is(false)
    ) {
      yield {
        at: allowHttp,
        message: `The load balancer answers plain HTTP as well. Set the annotation ${GKE_ALLOW_HTTP} to "false".`,
        fixes: [{ title: 'Allow HTTPS only', safe: false, edits: [set(allowHttp, 'false')] }],
      };
    }
  },
});

const NGINX_REDIRECT = 'nginx.ingress.kubernetes.io/ssl-redirect';
const NGINX_FORCE = 'nginx.ingress.kubernetes.io/force-ssl-redirect';
const TRAEFIK_ENTRY_POINTS = 'traefik.ingress.kubernetes.io/router.entrypoints';
const GKE_ALLOW_HTTP = 'kubernetes.io/ingress.allow-http';
