import { Placeholder, type EditValue } from '../../documents/edit.ts';
import { append, set } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Resource } from '../../resources/resource.ts';
import { annotation, hasAnnotation, INGRESS_TYPES, ingressClass, isAcmeSolver } from './ingresses.ts';

export default defineRule({
  id: 'ingress-tls-missing',
  title: 'Ingress without TLS',
  family: 'network-exposure',
  severity: 'medium',
  why: 'Without TLS everyone on the way between a client and the cluster reads and changes what they exchange: passwords, session cookies, the pages themselves. A fellow guest in a café is enough.',
  kinds: INGRESS_TYPES,
  standards: {},
  aliases: { kubescape: ['C-0263'], polaris: ['tlsSettingsMissing'], kics: ['c81c6c42'] },
  recommended: true,
  fix: 'unsafe',

  *check(resource) {
    const annotations = resource.root.at('metadata', 'annotations');
    // What a template or a patch may still add could end TLS elsewhere.
    if (annotations.isUnknown || endsTlsElsewhere(resource) || isAcmeSolver(resource)) return;
    const tls = resource.root.at('spec', 'tls');
    const hosts = resource.root
      .at('spec', 'rules')
      .items()
      .map((rule) => rule.at('host'));
    if (tls.isAbsent || (tls.isList && tls.items().length === 0)) {
      const names = [...new Set(hosts.flatMap((host) => host.string ?? []))];
      const entry: EditValue = { ...(names.length > 0 ? { hosts: names } : {}), secretName: SECRET };
      yield {
        at: tls,
        message:
          'This Ingress serves plain HTTP only. Add spec.tls with the hosts and the Secret that holds their certificate.',
        fixes: [{ title: 'Add TLS for all hosts', safe: false, edits: [set(tls, [entry])] }],
      };
      return;
    }
    if (!tls.isList || tls.hasUnknown) return;
    const entries = tls.items();
    // An entry without hosts covers those of its certificate, which are not seen here.
    if (entries.some((entry) => entry.at('hosts').items().length === 0)) return;
    const covered = entries.flatMap((entry) => entry.at('hosts').strings());
    for (const host of hosts) {
      const name = host.string;
      if (name === undefined || name === '' || covered.some((pattern) => coversHost(pattern, name))) continue;
      yield {
        at: host,
        message: `No entry of spec.tls names ${name}, so it is served over plain HTTP. Add the host to an entry whose certificate covers it.`,
        fixes: entries.map((entry) => ({
          title: `Add the host to ${entry.at('secretName').string ?? 'the first entry'}`,
          safe: false,
          edits: [append(entry.at('hosts'), name)],
        })),
      };
    }
  },
});

const SECRET = new Placeholder('tls-secret');

/** A wildcard stands for exactly one label (networking.k8s.io/v1). */
function coversHost(pattern: string, host: string): boolean {
  if (pattern.toLowerCase() === host.toLowerCase()) return true;
  return (
    pattern.startsWith('*.') &&
    !host.startsWith('*.') &&
    host.slice(host.indexOf('.')).toLowerCase() === pattern.slice(1).toLowerCase()
  );
}

/** A load balancer of a cloud, a tunnel, a proxy with a certificate of its own, or the pod itself ends TLS. */
function endsTlsElsewhere(ingress: Resource): boolean {
  return (
    TLS_ANNOTATIONS.some((prefix) => hasAnnotation(ingress, prefix)) ||
    annotation(ingress, 'nginx.ingress.kubernetes.io/ssl-passthrough').is('true') ||
    annotation(ingress, 'traefik.ingress.kubernetes.io/router.tls').is('true') ||
    /HTTPS/u.test(annotation(ingress, 'alb.ingress.kubernetes.io/listen-ports').string ?? '') ||
    TLS_CLASSES.has(ingressClass(ingress) ?? '')
  );
}

const TLS_ANNOTATIONS = [
  'alb.ingress.kubernetes.io/certificate-arn',
  'appgw.ingress.kubernetes.io/appgw-ssl-certificate',
  'haproxy.org/ssl-certificate',
  'haproxy.org/ssl-passthrough',
  'ingress.gcp.kubernetes.io/pre-shared-cert',
  'ingress.kubernetes.io/ssl-passthrough',
  'kubernetes.azure.com/tls-cert-keyvault-uri',
  'networking.gke.io/certmap',
  'networking.gke.io/managed-certificates',
  'route.openshift.io/termination',
  'traefik.ingress.kubernetes.io/router.tls.',
];

const TLS_CLASSES = new Set(['cloudflare-tunnel', 'ngrok', 'tailscale']);
