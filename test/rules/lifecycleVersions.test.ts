import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { RULES } from '../../server/src/rules/index.ts';
import { lint, parseFixture } from '../support/fixture.ts';

const IDS = ['api-version-removed', 'api-version-deprecated', 'psp-object'];

function idsAt(version: string, text: string): string[] {
  const { text: plain, header } = parseFixture(text);
  const settings = { kubernetesVersion: version };
  const rules = RULES.filter(({ id }) => IDS.includes(id));
  return lint(plain, { ...header, settings }, rules).report.findings.map(({ finding }) => finding.ruleId);
}

describe('rules about API versions follow the version of the cluster', () => {
  const cronJob = 'apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: {name: a}\n';
  const cases: readonly [string, string[]][] = [
    ['1.20', []],
    ['1.21', ['api-version-deprecated']],
    ['1.24', ['api-version-deprecated']],
    ['1.25', ['api-version-removed']],
    ['latest', ['api-version-removed']],
  ];
  for (const [version, ids] of cases) it(`batch/v1beta1 in ${version}`, () => assert.deepEqual(idsAt(version, cronJob.replace('a}', 'a}\nspec: {jobTemplate: {spec: {template: {spec: {containers: [{name: a, image: a}]}}}}}')), ids));

  it('no fix before the new version is served', () => {
    const flow = 'apiVersion: flowcontrol.apiserver.k8s.io/v1beta1\nkind: FlowSchema\nmetadata: {name: a}\n';
    const fixesAt = (version: string): number[] => {
      const { text, header } = parseFixture(flow);
      const rules = RULES.filter(({ id }) => IDS.includes(id));
      return lint(text, { ...header, settings: { kubernetesVersion: version } }, rules).report.findings.map(
        ({ finding }) => finding.fixes.length,
      );
    };
    assert.deepEqual(fixesAt('1.28'), [0]);
    assert.deepEqual(fixesAt('1.29'), [1]);
  });
});

describe('a PodSecurityPolicy where it still counts', () => {
  it('is judged field by field', () => {
    const strict = `apiVersion: policy/v1beta1
kind: PodSecurityPolicy
metadata: {name: strict}
spec:
  allowPrivilegeEscalation: false
  requiredDropCapabilities: [ALL]
  runAsUser: {rule: MustRunAsNonRoot}
  volumes: [configMap]
`;
    const weak = `apiVersion: policy/v1beta1
kind: PodSecurityPolicy
metadata: {name: weak}
spec:
  privileged: true
  hostPID: true
  hostNetwork: "true"
  allowedCapabilities: [SYS_ADMIN]
  runAsUser: {rule: RunAsAny}
  volumes: ["*"]
`;
    const count = (text: string): number => idsAt('1.24', text).filter((id) => id === 'psp-object').length;
    assert.equal(count(strict), 0);
    // privileged, hostPID, escalation by default, capabilities added, none dropped, any user, any volume.
    assert.equal(count(weak), 7);
  });
});
