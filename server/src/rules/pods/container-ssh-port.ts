import { defineRule, type Problem } from '../../engine/rule.ts';
import type { Lookup } from '../../engine/lookup.ts';
import type { Container } from '../../resources/container.ts';
import { parseImageReference } from '../../resources/imageReference.ts';
import { stringMap, type Resource } from '../../resources/resource.ts';

export default defineRule({
  id: 'container-ssh-port',
  title: 'SSH server in a container',
  family: 'pod-security',
  severity: 'medium',
  why: 'An SSH server in a container is a second way in beside the API server: with keys or passwords of its own, past RBAC and the audit log. Attackers who got in once install or use it to come back.',
  kinds: [
    'Pod',
    'PodTemplate',
    'ReplicationController',
    'Service',
    'apps/DaemonSet',
    'apps/Deployment',
    'apps/ReplicaSet',
    'apps/StatefulSet',
    'argoproj.io/Rollout',
    'batch/CronJob',
    'batch/Job',
  ],
  reads: ['workload'],
  standards: {
    mitre: ['Execution: SSH server running inside container'],
  },
  aliases: {
    'kube-linter': ['ssh-port'],
    kubescape: ['C-0042'],
  },
  recommended: true,
  fix: null,
  options: {
    images: {
      type: 'string[]',
      default: [
        'gitea',
        'forgejo',
        'gitlab',
        'gitlab-shell',
        'gogs',
        'gerrit',
        'soft-serve',
        'sftp',
        'sftpgo',
        'bastion',
        'jumpserver',
        'teleport',
      ],
      description: 'Names of images whose purpose is to serve SSH, without registry and tag.',
    },
  },

  *check(resource, { options, lookup }) {
    if (resource.type === 'Service') {
      yield* checkService(resource, lookup);
      return;
    }
    for (const pod of resource.pods) {
      for (const container of pod.containers) {
        if (servesSsh(container, options.images)) continue;
        for (const port of container.at('ports').items()) {
          const at = port.at('containerPort');
          if (!SSH_PORTS.has(at.raw)) continue;
          yield {
            at,
            message: `The ${container.label} listens on ${at.number}, the port of SSH. Use kubectl exec, which RBAC and the audit log cover, and remove the server.`,
          };
        }
      }
    }
  },
});

const SSH_PORTS: ReadonlySet<unknown> = new Set([22, 2222]);

function servesSsh(container: Container, images: readonly string[]): boolean {
  const path = parseImageReference(container.at('image').string ?? '')?.path;
  return path !== undefined && images.includes(path.slice(path.lastIndexOf('/') + 1));
}

/** A Service is only reported where the workload behind it is not seen, which would be reported itself. */
function* checkService(service: Resource, lookup: Lookup): Generator<Problem> {
  const ports = service.root.at('spec', 'ports').items().map(targetOf);
  const ssh = ports.filter((port) => SSH_PORTS.has(port.raw));
  if (ssh.length === 0 || !service.namespaceKnown) return;
  const selector = stringMap(service.root.at('spec', 'selector'));
  if (selector === undefined || Object.keys(selector).length === 0) return;
  const { resources } = lookup('workload', { namespace: service.namespace ?? '' });
  if (resources === undefined || resources.some((workload) => workload.pods.some(isSelected))) return;
  for (const at of ssh)
    yield {
      at,
      message: `This Service leads to ${at.number}, the port of SSH, in its pods. Use kubectl exec instead, which RBAC and the audit log cover.`,
    };

  function isSelected({ metadata }: Resource['pods'][number]): boolean {
    const labels = stringMap(metadata.at('labels'));
    return labels === undefined || Object.entries(selector ?? {}).every(([key, value]) => labels[key] === value);
  }
}

/** Without a targetPort, a Service port leads to the same port of the pod. */
function targetOf(port: Problem['at']): Problem['at'] {
  return port.at('targetPort').isAbsent ? port.at('port') : port.at('targetPort');
}
