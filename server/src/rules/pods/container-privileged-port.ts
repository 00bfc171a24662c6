import { defineRule } from '../../engine/rule.ts';
import { canonicalCapability } from '../../resources/capabilities.ts';
import type { Pod } from '../../resources/pod.ts';

export default defineRule({
  id: 'container-privileged-port',
  title: 'Low port without the right to bind it',
  family: 'pod-security',
  severity: 'low',
  why: 'Ports below 1024 used to be for root alone. A container that listens there tempts people to run it as root or with an added capability, when another port and a Service would do.',
  kinds: 'workload',
  standards: {},
  aliases: {
    'kube-linter': ['privileged-ports'],
    trivy: ['KSV-0117'],
  },
  recommended: false,
  fix: null,

  *check(resource) {
    for (const pod of resource.pods) {
      if (pod.isWindows) continue;
      const lowest = lowestFreePort(pod);
      if (lowest === undefined) continue;
      for (const container of pod.containers) {
        const user = container.effective('runAsUser').value.number;
        if (user === 0 || (user === undefined && !container.effective('runAsNonRoot').value.is(true))) continue;
        const added = container.securityContext.at('capabilities', 'add');
        if (added.isUnknown || added.hasUnknown) continue;
        if (added.strings().some((name) => ['NET_BIND_SERVICE', 'ALL'].includes(canonicalCapability(name)))) continue;
        for (const port of container.at('ports').items()) {
          const at = port.at('containerPort');
          if (at.number === undefined || at.number < 1 || at.number >= lowest) continue;
          yield {
            at,
            message: `The ${container.label} is not root, so it may not be able to listen on port ${at.number}. Let it listen on 1024 or higher and map the port in the Service.`,
          };
        }
      }
    }
  },
});

/** The lowest port that everyone may bind: 1024, unless the pod's sysctl says otherwise; undefined when it is not known. */
function lowestFreePort(pod: Pod): number | undefined {
  const sysctls = pod.securityContext.at('sysctls');
  if (sysctls.hasUnknown) return undefined;
  const own = sysctls.items().find((sysctl) => sysctl.at('name').is('net.ipv4.ip_unprivileged_port_start'));
  return own === undefined ? 1024 : Number(own.at('value').raw);
}
