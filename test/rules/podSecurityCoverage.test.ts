import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatPath, type Path } from '../../server/src/documents/path.ts';
import { judge } from '../../server/src/engine/audit.ts';
import { NOTHING_ELSE_SEEN } from '../../server/src/engine/lookup.ts';
import { PROFILES } from '../../server/src/engine/profiles.ts';
import { Selection } from '../../server/src/engine/selection.ts';
import { POD_SECURITY_CHECKS } from '../../server/src/resources/podSecurity/checks.ts';
import { evaluatePod, type Violation } from '../../server/src/resources/podSecurity/evaluate.ts';
import type { Pod } from '../../server/src/resources/pod.ts';
import { Resource } from '../../server/src/resources/resource.ts';
import { LATEST_KNOWN_MINOR } from '../../server/src/resources/version.ts';
import { RULES } from '../../server/src/rules/index.ts';
import { DEFAULT_SETTINGS } from '../../server/src/settings.ts';
import { generatePod } from '../oracle/generatePod.ts';
import { Random } from '../oracle/random.ts';

const PODS = 1_500;

/** Every minor version at which some check takes another form, the ones before them, and the newest. */
const VERSIONS = [...new Set(POD_SECURITY_CHECKS.flatMap(({ versions }) => versions.flatMap(({ since }) => [since - 1, since])))]
  .filter((minor) => minor >= 0 && minor < LATEST_KNOWN_MINOR)
  .concat(LATEST_KNOWN_MINOR);

const LEVELS = ['baseline', 'restricted'] as const;

for (const level of LEVELS) {
  test(`the rules of the profile pss-${level} report each violation of ${PODS} generated pods once, and nothing else`, () => {
    const random = new Random(20_261_121);
    let reported = 0;
    let silent = 0;
    for (let index = 0; index < PODS; index++) {
      const raw = JSON.parse(JSON.stringify({ apiVersion: 'v1', kind: 'Pod', ...generatePod(random) })) as unknown;
      const resource = new Resource('v1', 'Pod', raw, { open: false }, { uri: 'file:///pod.yaml', document: 0 }, []);
      const pod = resource.pods[0] as Pod;
      const version = VERSIONS[index % VERSIONS.length] as number;
      const selection = new Selection(RULES, {
        ...DEFAULT_SETTINGS,
        profile: `pss-${level}`,
        kubernetesVersion: { major: 1, minor: version },
      });
      const { findings, crashed } = judge(resource, selection, NOTHING_ELSE_SEEN, 0);
      const context = `v1.${version}: ${JSON.stringify(raw)}`;
      assert.deepEqual(crashed, [], context);
      const violations = violationsOf(pod, level, version);
      const places = findings.map(({ path }) => path);
      const missed = violations.filter((violation) => !isSaid(violation, pod, places));
      assert.deepEqual(missed.map(({ check, at }) => `${check} ${formatPath(at.path)}`), [], context);
      const invented = findings.filter(({ path }) => !violations.some((violation) => answers(path, violation, pod)));
      assert.deepEqual(invented.map(({ ruleId, path }) => `${ruleId} ${formatPath(path)}`), [], context);
      assert.equal(findings.length > 0, violations.length > 0, context);
      // A pod that names no Windows but goes there is told by each rule that demands a Linux setting.
      const texts = places.map(formatPath).filter((path) => path !== 'spec.os.name');
      assert.equal(new Set(texts).size, texts.length, `two squiggles on one value, ${context}`);
      if (findings.length > 0) reported++;
      else silent++;
    }
    assert.ok(reported > PODS / 4, `reported: ${reported}`);
    assert.ok(silent > PODS / 20, `silent: ${silent}`);
  });
}

test('each check of the Pod Security Standards has a rule of its level', () => {
  const told = new Set(RULES.flatMap(({ standards }) => (standards.pss ? [`${standards.pss.level} ${standards.pss.check}`] : [])));
  assert.deepEqual(told, new Set(POD_SECURITY_CHECKS.map(({ id, level }) => `${level} ${id}`)));
});

test('each rule about a check is in the profiles of its level', () => {
  for (const rule of RULES.filter(({ standards }) => standards.pss)) {
    assert.ok(PROFILES['pss-restricted'](rule), rule.id);
    assert.equal(PROFILES['pss-baseline'](rule), rule.standards.pss?.level === 'baseline', rule.id);
  }
});

/**
 * What a level forbids. The admission plugin leaves a baseline check out where a restricted one replaces it, which
 * excuses at restricted what baseline refuses only in pods that the API server rejects anyway: Windows pods with Linux
 * settings, and volumes with two sources. The standard has restricted include baseline, and so have the rules.
 */
function violationsOf(pod: Pod, level: 'baseline' | 'restricted', version: number): Violation[] {
  const restricted = level === 'restricted' ? evaluatePod(pod, 'restricted', version) : [];
  const seen = new Set(restricted.map(({ at }) => formatPath(at.path)));
  const baseline = evaluatePod(pod, 'baseline', version).filter(({ at }) => !seen.has(formatPath(at.path)));
  return [...restricted, ...baseline];
}

function isSaid(violation: Violation, pod: Pod, places: readonly Path[]): boolean {
  if (places.some((path) => answers(path, violation, pod))) return true;
  if (!places.some((path) => formatPath(path) === 'spec.hostNetwork')) return false;
  // On the host's network the kubelet's localhost is the pod's too; the network itself is reported.
  if (violation.check === 'hostProbesAndHostLifecycle' && ['localhost', '127.0.0.1'].includes(String(violation.at.raw))) return true;
  // There the API server copies the container's port.
  const port = violation.at.parent;
  return (
    violation.check === 'hostPorts' &&
    pod.spec.at('hostNetwork').is(true) &&
    port?.at('containerPort').raw === port?.at('hostPort').raw
  );
}

/** The place is the violating value, a part of it, or the missing word that the pod is one for Windows. */
function answers(path: Path, violation: Violation, pod: Pod): boolean {
  const at = violation.at.path;
  if (at.length <= path.length && at.every((key, index) => key === path[index])) return true;
  const demandsLinux = violation.missing && LINUX_CHECKS.has(violation.check) && pod.isWindows;
  return demandsLinux && formatPath(path) === 'spec.os.name';
}

/** Checks with a form that excuses Windows pods. */
const LINUX_CHECKS: ReadonlySet<string> = new Set([
  'allowPrivilegeEscalation',
  'capabilities_restricted',
  'seccompProfile_restricted',
]);
