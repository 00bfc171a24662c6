import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Finding } from '../../server/src/engine/finding.ts';
import { RULES } from '../../server/src/rules/index.ts';
import { lint, parseFixture } from '../support/fixture.ts';

describe('rules for pods follow the version of Kubernetes', () => {
  const annotated = pod('annotations: { seccomp.security.alpha.kubernetes.io/pod: unconfined }', '');

  it('leave seccomp annotations alone until there is a field, then until they are ignored', () => {
    assert.deepEqual(messages('pod-seccomp-annotation-deprecated', '1.18', annotated), []);
    assert.match(messages('pod-seccomp-annotation-deprecated', '1.26', annotated).join(), /stop working with Kubernetes 1.27/u);
    assert.match(messages('pod-seccomp-annotation-deprecated', '1.27', annotated).join(), /is not applied/u);
  });

  it('judge seccomp annotations while they are what counts', () => {
    assert.equal(messages('container-seccomp-unconfined', '1.18', annotated).length, 1);
    assert.deepEqual(messages('container-seccomp-unconfined', '1.19', annotated), []);
  });

  it('ask for AppArmor through what the version reads', () => {
    const paths = (version: string) =>
      findings('container-apparmor-missing', version, pod('', '')).map(({ fixes }) => fixes[0]?.edits[0]?.edit.path[0]);
    assert.deepEqual(paths('1.29'), ['metadata']);
    assert.deepEqual(paths('1.30'), ['spec']);
  });

  it('know since when gitRepo volumes are not mounted', () => {
    const cloned = pod('', 'volumes: [{ name: source, gitRepo: { repository: "https://git.example.com/x.git" } }]');
    assert.match(messages('volume-git-repo', '1.32', cloned).join(), /as root/u);
    assert.match(messages('volume-git-repo', '1.33', cloned).join(), /no longer mounts/u);
  });

  it('excuse root in a user namespace since 1.35', () => {
    const root = pod('', 'hostUsers: false\n  securityContext: { runAsUser: 0, runAsNonRoot: false }');
    for (const id of ['container-run-as-root-user', 'container-run-as-non-root']) {
      assert.equal(messages(id, '1.34', root).length, 1, id);
      assert.deepEqual(messages(id, '1.35', root), [], id);
    }
  });

  it('demand Linux settings of Windows pods before 1.25, without offering them', () => {
    const windows = pod('', 'os: { name: windows }');
    for (const id of ['container-allow-privilege-escalation', 'container-capabilities-drop-all', 'container-seccomp-missing']) {
      const [finding] = findings(id, '1.24', windows);
      assert.deepEqual(finding?.fixes, [], id);
      assert.deepEqual(messages(id, '1.25', windows), [], id);
    }
  });

  it('know hosts in probes since 1.34', () => {
    const probed = pod('', '', 'livenessProbe: { tcpSocket: { port: 1, host: 127.0.0.1 } }');
    assert.deepEqual(messages('probe-lifecycle-host', '1.33', probed), []);
    assert.equal(messages('probe-lifecycle-host', '1.34', probed).length, 1);
  });
});

function pod(metadata: string, spec: string, container = ''): string {
  const lines = ['apiVersion: v1', 'kind: Pod', 'metadata:', '  name: pod', `  ${metadata}`, 'spec:', `  ${spec}`];
  return [...lines, '  containers:', '    - name: app', '      image: registry.example/app:1', `      ${container}`].join('\n');
}

function findings(id: string, version: string, text: string): Finding[] {
  const { header, text: whole } = parseFixture(`# settings: {kubernetesVersion: "${version}"}\n${text}\n`);
  const { report } = lint(whole, header, RULES.filter((rule) => rule.id === id));
  return report.findings.map(({ finding }) => finding);
}

function messages(id: string, version: string, text: string): string[] {
  return findings(id, version, text).map(({ message }) => message);
}
