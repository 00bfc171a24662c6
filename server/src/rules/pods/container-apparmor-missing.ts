import { set } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import { isAtLeast } from '../../resources/version.ts';

export default defineRule({
  id: 'container-apparmor-missing',
  title: 'No AppArmor profile',
  family: 'pod-security',
  severity: 'low',
  why: 'On nodes with AppArmor the runtime applies its profile by itself, but only while nobody turns that off. Naming the profile makes it a promise: the kubelet then refuses to run the container without it.',
  kinds: 'workload',
  standards: {
    nsa: true,
  },
  aliases: {
    kubescape: ['C-0055'],
    polaris: ['linuxHardening'],
    trivy: ['KSV-0002'],
    kics: ['8b36775e'],
    kubesec: ['ApparmorAny'],
  },
  recommended: false,
  fix: 'unsafe',

  *check(resource, context) {
    for (const pod of resource.pods) {
      if (pod.isWindows) continue;
      for (const container of pod.containers) {
        // SELinux does the same work on other distributions, and a privileged container is confined by neither.
        if (container.effective('appArmorProfile').from !== 'default') continue;
        if (container.effective('seLinuxOptions').from !== 'default') continue;
        if (container.securityContext.at('privileged').is(true) || container.name === undefined) continue;
        const annotation = pod.metadata.at('annotations', `${ANNOTATION}${container.name}`);
        if (!annotation.isAbsent) continue;
        const at = container.securityContext.at('appArmorProfile');
        if (!at.isAbsent) continue;
        yield {
          at,
          message: `The ${container.label} names no AppArmor profile. If the nodes have AppArmor, set appArmorProfile.type to RuntimeDefault.`,
          // On a node without AppArmor the kubelet refuses a pod that asks for a profile.
          fixes: [
            {
              title: 'Set the AppArmor profile to RuntimeDefault',
              safe: false,
              edits: [
                isAtLeast(context.kubernetesVersion, 30)
                  ? set(at, { type: 'RuntimeDefault' })
                  : set(annotation, 'runtime/default'),
              ],
            },
          ],
        };
      }
    }
  },
});

/** The form before the field (KEP-24, field since 1.30). */
const ANNOTATION = 'container.apparmor.security.beta.kubernetes.io/';
