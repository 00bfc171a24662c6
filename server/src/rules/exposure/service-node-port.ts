import { remove, set } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import { isIngressController } from './ingressControllers.ts';
import { hasSensitivePort } from './sensitivePorts.ts';

export default defineRule({
  id: 'service-node-port',
  title: 'Service on a port of every node',
  family: 'network-exposure',
  severity: 'low',
  why: 'A NodePort opens the service on every address of every node, past the ingress controller with its TLS, authentication and logs. Whoever reaches a node reaches it, and with the default traffic policy network policies and logs see the address of a node instead of that of the client.',
  kinds: ['Service'],
  standards: {},
  aliases: {
    'kube-linter': ['exposed-services'],
    kubescape: ['C-0256'],
    'kube-score': ['service-type'],
    kics: ['845acfbe'],
  },
  recommended: true,
  fix: 'unsafe',

  *check(resource) {
    const spec = resource.root.at('spec');
    const type = spec.at('type');
    if (!type.is('NodePort') || isIngressController(resource) || hasSensitivePort(resource)) return;
    // The API server refuses what only makes sense outside of the cluster on a ClusterIP Service.
    const leftovers = [
      ...spec
        .at('ports')
        .items()
        .map((port) => port.at('nodePort')),
      spec.at('externalTrafficPolicy'),
    ].filter((value) => value.isPresent);
    yield {
      at: type,
      message:
        'This Service listens on a port of every node. Use type ClusterIP, and an Ingress or Gateway for clients outside of the cluster.',
      fixes: [
        {
          title: 'Change the type to ClusterIP',
          safe: false,
          edits: [set(type, 'ClusterIP'), ...leftovers.map((value) => remove(value))],
        },
      ],
    };
  },
});
