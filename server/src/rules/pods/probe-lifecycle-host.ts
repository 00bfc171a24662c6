import { remove } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import { violationsIn } from './violations.ts';

export default defineRule({
  id: 'probe-lifecycle-host',
  title: 'Probe or hook aims at another host',
  family: 'pod-security',
  severity: 'medium',
  why: 'The kubelet makes the requests of probes and hooks from the network of the node. A host in them turns the kubelet into a messenger: it can be sent to addresses that the pod itself cannot reach, such as the metadata service of the cloud or ports on localhost of the node.',
  kinds: 'workload',
  standards: {
    pss: { level: 'baseline', check: 'hostProbesAndHostLifecycle' },
  },
  aliases: {},
  recommended: true,
  fix: 'unsafe',

  *check(resource, context) {
    for (const { owner, pod, violation } of violationsIn(resource, 'hostProbesAndHostLifecycle', context)) {
      // On the node's network this is the pod itself, as in the control plane's static pods; pod-host-network says it.
      if (pod.spec.at('hostNetwork').is(true) && LOOPBACK.test(violation.at.string ?? '')) continue;
      const hook = violation.at.path.includes('lifecycle');
      yield {
        at: violation.at,
        message: `A ${hook ? 'hook' : 'probe'} of the ${owner} makes the kubelet call ${violation.value} instead of the pod. Remove host; for a virtual host set the Host header.`,
        fixes: [{ title: 'Remove host', safe: false, edits: [remove(violation.at)] }],
      };
    }
  },
});

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/iu;
