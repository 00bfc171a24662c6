import { set } from '../../engine/fix.ts';
import type { Problem } from '../../engine/rule.ts';
import type { Container } from '../../resources/container.ts';
import type { Pod } from '../../resources/pod.ts';
import { violationsOf, type CheckId, type Violation } from '../../resources/podSecurity/evaluate.ts';
import type { Resource } from '../../resources/resource.ts';
import { isAtLeast, type KubernetesVersion } from '../../resources/version.ts';

/**
 * How the rules of the Pod Security Standards share the violations that the evaluator finds: each rule takes those of
 * its check that no more specific rule takes, so that every violation has exactly one rule and every value one squiggle.
 *
 * | check | rules, the most specific first |
 * |---|---|
 * | hostNamespaces | pod-host-network, pod-host-pid, pod-host-ipc: by the field |
 * | capabilities_baseline | container-capability-sys-admin, -net-raw, -dangerous, else container-capabilities-added-baseline |
 * | capabilities_restricted | container-capabilities-drop-all for the missing drop; container-capabilities-added-restricted for what baseline lets pass |
 * | hostPathVolumes | volume-container-runtime-socket, volume-host-path-sensitive, else volume-host-path |
 * | restrictedVolumes | volume-git-repo, else volume-type-restricted; hostPath belongs to the rules above |
 * | seccompProfile_restricted | container-seccomp-missing for a missing profile; a bad one is container-seccomp-unconfined's (seccompProfile_baseline) |
 * | procMount, procMount_restricted | container-proc-mount-unmasked; container-proc-mount-user-namespace for what `hostUsers: false` excuses at baseline |
 *
 * A rule that is switched off leaves its share unsaid; the others do not take over.
 */
export interface PodViolation {
  readonly pod: Pod;
  /** The container that sets or misses the value; undefined when the pod does. */
  readonly container: Container | undefined;
  /** `container "web"` or `pod`. */
  readonly owner: string;
  readonly violation: Violation;
}

/** The violations of one check in every pod of a resource, in the form that the check has at this version. */
export function* violationsIn(
  resource: Resource,
  check: CheckId,
  { kubernetesVersion }: { readonly kubernetesVersion: KubernetesVersion },
): Generator<PodViolation> {
  for (const pod of resource.pods) {
    for (const violation of violationsOf(check, pod, kubernetesVersion.minor)) {
      const container = pod.containers.find(({ root }) => root === violation.container);
      yield { pod, container, owner: container?.label ?? 'pod', violation };
    }
  }
}

/**
 * Turns violations of a check about Linux into problems. A pod that only its node selector sends to Windows gets one
 * for all its missing fields: Pod Security admission excuses Windows pods by `spec.os.name` alone (KEP-2802), and
 * adding the Linux fields would be the wrong way out.
 *
 * @param setting What the check demands, as a person would name it.
 */
export function* onLinux(
  setting: string,
  violations: Iterable<PodViolation>,
  context: { readonly kubernetesVersion: KubernetesVersion },
  problemOf: (found: PodViolation) => Problem,
): Generator<Problem> {
  const told = new Set<Pod>();
  for (const found of violations) {
    const name = found.pod.spec.at('os', 'name');
    const undeclared = found.pod.isWindows && name.isAbsent && isAtLeast(context.kubernetesVersion, 25);
    if (!undeclared || !found.violation.missing) {
      yield problemOf(found);
      continue;
    }
    if (told.has(found.pod)) continue;
    told.add(found.pod);
    yield {
      at: name,
      message: `The pod goes to Windows nodes without saying so in spec.os.name, so Pod Security admission demands the Linux setting ${setting} of it. Set spec.os.name to windows.`,
      fixes: [{ title: 'Set spec.os.name to windows', safe: false, edits: [set(name, 'windows')] }],
    };
  }
}

/** No container of the pod has a value of its own that the check accepts, so that one at the pod says it for all. */
export function allContainersMiss(pod: Pod, violations: readonly PodViolation[]): boolean {
  const missing = violations.filter((found) => found.pod === pod && found.violation.missing);
  return missing.length === pod.containers.length;
}
