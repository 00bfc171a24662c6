import type { Path } from '../../documents/path.ts';
import { defineRule } from '../../engine/rule.ts';
import { findCredential } from '../../resources/credentialPatterns.ts';
import { BUILT_IN_WORKLOADS } from '../../resources/pod.ts';
import { strings } from './strings.ts';

export default defineRule({
  id: 'secret-pattern-in-manifest',
  title: 'Token, private key or password in a manifest',
  family: 'secrets',
  severity: 'critical',
  why: 'Tokens and keys of a known form are what scanners of leaked repositories look for first, within minutes of a push. Once it was committed, removing it is not enough: it has to be revoked.',
  kinds: [
    ...BUILT_IN_WORKLOADS,
    // Where else credentials tend to be pasted. Secrets are for secret-committed-plaintext.
    'ConfigMap',
    'Service',
    'ServiceAccount',
    'Namespace',
    'networking.k8s.io/Ingress',
    'argoproj.io/Application',
    'argoproj.io/ApplicationSet',
    'argoproj.io/CronWorkflow',
    'argoproj.io/Rollout',
    'argoproj.io/Workflow',
    'argoproj.io/WorkflowTemplate',
    'cert-manager.io/ClusterIssuer',
    'cert-manager.io/Issuer',
    'external-secrets.io/ClusterSecretStore',
    'external-secrets.io/SecretStore',
    'helm.cattle.io/HelmChart',
    'helm.toolkit.fluxcd.io/HelmRelease',
    'monitoring.coreos.com/AlertmanagerConfig',
    'notification.toolkit.fluxcd.io/Provider',
    'serving.knative.dev/Service',
    'source.toolkit.fluxcd.io/GitRepository',
    'tekton.dev/Pipeline',
    'tekton.dev/Task',
  ],
  standards: { nsa: true, mitre: ['Credential access: Application credentials in configuration files'] },
  aliases: {
    kubescape: ['C-0012'],
    polaris: ['sensitiveContainerEnvVar', 'sensitiveConfigmapContent'],
    trivy: ['KSV-0109'],
  },
  recommended: true,
  fix: null,

  *check(resource) {
    for (const at of strings(resource.root)) {
      const found = findCredential(at.raw as string);
      if (found === undefined || (found.kind === 'url' && isCommandLine(at.path))) continue;
      yield {
        at,
        message: `This holds ${found.description} in plain text. Revoke it, and let the new one come from a Secret or an external store.`,
      };
    }
  },
});

/** Passwords on command lines are for secret-in-args. */
function isCommandLine(path: Path): boolean {
  const list = path.at(-2);
  return list === 'command' || list === 'args';
}
