import { remove, set } from '../../engine/fix.ts';
import { defineRule, type Problem } from '../../engine/rule.ts';
import type { Resource } from '../../resources/resource.ts';
import { INGRESS_TYPES } from './ingresses.ts';

export default defineRule({
  id: 'ingress-nginx-snippet',
  title: 'Raw configuration for the ingress controller',
  family: 'network-exposure',
  severity: 'high',
  why: 'A snippet is pasted into the configuration of the shared nginx. Whoever may write one runs Lua or reads files as the controller, whose service account can usually read every Secret of the cluster, and whose process holds the private keys of all hosts (CVE-2021-25742).',
  kinds: [...INGRESS_TYPES, 'ConfigMap'],
  standards: { nsa: true },
  aliases: { kubescape: ['C-0059'], checkov: ['CKV_K8S_152', 'CKV_K8S_153', 'CKV_K8S_154'] },
  recommended: true,
  fix: 'unsafe',

  *check(resource) {
    yield* resource.type === 'ConfigMap' ? checkController(resource) : checkIngress(resource);
  },
});

const SNIPPET = /^nginx\.(?:ingress\.kubernetes\.io\/.*-snippet|org\/.*-snippets?)$/u;

function* checkIngress(ingress: Resource): Generator<Problem> {
  for (const [key, value] of ingress.root.at('metadata', 'annotations').entries()) {
    if (!SNIPPET.test(key) || value.isAbsent || value.is('')) continue;
    yield {
      at: value,
      key: true,
      message: `The annotation ${key.slice(key.indexOf('/') + 1)} puts raw configuration into the shared nginx. Use an annotation or a setting of the controller that does the same.`,
      fixes: [{ title: 'Remove the annotation', safe: false, edits: [remove(value)] }],
    };
  }
}

/** Keys of the ingress-nginx controller's own settings; no other program uses them. */
function* checkController(settings: Resource): Generator<Problem> {
  const allowed = settings.root.at('data', 'allow-snippet-annotations');
  if (allowed.is('true')) {
    yield {
      at: allowed,
      message:
        'Whoever may write an Ingress can put raw configuration into this nginx. Set allow-snippet-annotations to "false".',
      fixes: [{ title: 'Set allow-snippet-annotations to "false"', safe: false, edits: [set(allowed, 'false')] }],
    };
  }
  const risk = settings.root.at('data', 'annotations-risk-level');
  if (risk.string?.toLowerCase() === 'critical') {
    yield {
      at: risk,
      message:
        'This lets annotations of critical risk through, snippets among them. Set annotations-risk-level to High or lower.',
      fixes: [{ title: 'Set annotations-risk-level to High', safe: false, edits: [set(risk, 'High')] }],
    };
  }
}
