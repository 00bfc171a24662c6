import { append, remove, set } from '../../engine/fix.ts';
import { defineRule, type Problem } from '../../engine/rule.ts';
import { canonicalCapability } from '../../resources/capabilities.ts';
import type { Container } from '../../resources/container.ts';
import { violationsIn } from './violations.ts';

export default defineRule({
  id: 'container-capability-net-raw',
  title: 'Raw sockets',
  family: 'pod-security',
  severity: 'medium',
  why: 'With NET_RAW a process crafts packets as it likes: it can answer for other addresses, poison ARP and DNS, and so read or redirect the traffic of pods on the same network. Applications practically never need it; ping works without on current kernels.',
  kinds: 'workload',
  standards: {
    pss: { level: 'baseline', check: 'capabilities_baseline' },
    cis: ['1.10-1.12:5.2.8'],
  },
  aliases: {
    'kube-linter': ['drop-net-raw-capability'],
    kubescape: ['C-0211'],
    checkov: ['CKV_K8S_28'],
    trivy: ['KSV-0119'],
    kics: ['dbbc6705'],
  },
  recommended: true,
  fix: 'unsafe',
  options: {
    undropped: {
      type: 'boolean',
      default: false,
      description:
        'Also report containers that keep NET_RAW because they drop neither it nor ALL. container-capabilities-drop-all reports the same containers.',
    },
  },

  *check(resource, context) {
    for (const { owner, violation } of violationsIn(resource, 'capabilities_baseline', context)) {
      if (canonicalCapability(violation.value ?? '') !== 'NET_RAW') continue;
      yield {
        at: violation.at,
        message: `The ${owner} adds NET_RAW, with which it can forge packets and spy on neighbouring pods. Remove it from capabilities.add.`,
        fixes: [
          {
            title: `Remove ${violation.value} from the added capabilities`,
            safe: false,
            edits: [remove(violation.at)],
          },
        ],
      };
    }
    if (!context.options.undropped) return;
    for (const pod of resource.pods) {
      if (pod.isWindows) continue;
      for (const container of pod.containers) yield* undropped(container);
    }
  },
});

/** Dropping ALL drops NET_RAW too. */
function* undropped(container: Container): Generator<Problem> {
  const drop = container.securityContext.at('capabilities', 'drop');
  if (!drop.isAbsent && (!drop.isList || drop.hasUnknown || drop.scope.open)) return;
  if (drop.strings().some((name) => ['NET_RAW', 'ALL'].includes(canonicalCapability(name)))) return;
  if (container.securityContext.at('privileged').is(true)) return;
  yield {
    at: drop,
    message: `The ${container.label} keeps NET_RAW, with which it can forge packets. Drop ALL capabilities, or NET_RAW at least.`,
    fixes: [
      {
        title: 'Drop ALL capabilities',
        safe: false,
        edits: [drop.items().length > 0 ? append(drop, 'ALL') : set(drop, ['ALL'])],
      },
      { title: 'Drop NET_RAW', safe: false, edits: [append(drop, 'NET_RAW')] },
    ],
  };
}
