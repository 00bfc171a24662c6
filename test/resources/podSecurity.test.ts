import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatPath } from '../../server/src/documents/path.ts';
import { UNKNOWN } from '../../server/src/documents/unknown.ts';
import { POD_SECURITY_CHECKS } from '../../server/src/resources/podSecurity/checks.ts';
import {
  checkById,
  checkIdsOf,
  evaluatePod,
  explain,
  verdict,
  violationsOf,
} from '../../server/src/resources/podSecurity/evaluate.ts';
import type { PodInput, Violation } from '../../server/src/resources/podSecurity/evaluate.ts';
import { goQuote, sortedSet } from '../../server/src/resources/podSecurity/text.ts';
import { Value } from '../../server/src/resources/value.ts';

/** What the restricted level demands of a container. */
const HARDENED = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
};

function podOf(spec: unknown, { open = false, annotations = {} } = {}): PodInput {
  const root = Value.root({ metadata: { annotations }, spec }, { open });
  return { metadata: root.at('metadata'), spec: root.at('spec') };
}

function places(violations: readonly Violation[]): string[] {
  return violations.map(({ check, at, missing }) => `${check} ${formatPath(at.path)}${missing ? ' missing' : ''}`);
}

function containerOf(securityContext: unknown): unknown {
  return { containers: [{ name: 'app', securityContext }] };
}

test('one violation for every offending value, at the value', () => {
  const pod = podOf({
    hostNetwork: true,
    hostPID: true,
    securityContext: { sysctls: [{ name: 'net.ipv4.tcp_syncookies' }, { name: 'kernel.msgmax' }], runAsUser: 0 },
    volumes: [{ name: 'data', hostPath: { path: '/' } }],
    initContainers: [{ name: 'init', securityContext: { ...HARDENED, privileged: true } }],
    containers: [
      {
        name: 'app',
        ports: [{ hostPort: 80 }, { hostPort: 443 }],
        securityContext: { ...HARDENED, capabilities: { add: ['NET_RAW', 'CHOWN', 'BPF'], drop: ['KILL'] } },
        livenessProbe: { httpGet: { host: 'localhost' } },
      },
    ],
    ephemeralContainers: [{ name: 'debug' }],
  });
  assert.deepEqual(places(evaluatePod(pod, 'baseline', 'latest')), [
    'capabilities_baseline spec.containers[0].securityContext.capabilities.add[0]',
    'capabilities_baseline spec.containers[0].securityContext.capabilities.add[2]',
    'hostNamespaces spec.hostNetwork',
    'hostNamespaces spec.hostPID',
    'hostPathVolumes spec.volumes[0].hostPath',
    'hostPorts spec.containers[0].ports[0].hostPort',
    'hostPorts spec.containers[0].ports[1].hostPort',
    'hostProbesAndHostLifecycle spec.containers[0].livenessProbe.httpGet.host',
    'privileged spec.initContainers[0].securityContext.privileged',
    'sysctls spec.securityContext.sysctls[1].name',
  ]);
  assert.deepEqual(places(evaluatePod(pod, 'restricted', 30)), [
    'hostNamespaces spec.hostNetwork',
    'hostNamespaces spec.hostPID',
    'hostPorts spec.containers[0].ports[0].hostPort',
    'hostPorts spec.containers[0].ports[1].hostPort',
    'privileged spec.initContainers[0].securityContext.privileged',
    'sysctls spec.securityContext.sysctls[1].name',
    'allowPrivilegeEscalation spec.ephemeralContainers[0].securityContext.allowPrivilegeEscalation missing',
    'capabilities_restricted spec.containers[0].securityContext.capabilities.drop missing',
    'capabilities_restricted spec.containers[0].securityContext.capabilities.add[0]',
    'capabilities_restricted spec.containers[0].securityContext.capabilities.add[1]',
    'capabilities_restricted spec.containers[0].securityContext.capabilities.add[2]',
    'capabilities_restricted spec.ephemeralContainers[0].securityContext.capabilities.drop missing',
    'restrictedVolumes spec.volumes[0].hostPath',
    'runAsNonRoot spec.ephemeralContainers[0].securityContext.runAsNonRoot missing',
    'runAsUser spec.securityContext.runAsUser',
    'seccompProfile_restricted spec.ephemeralContainers[0].securityContext.seccompProfile.type missing',
  ]);
  assert.deepEqual(evaluatePod(pod, 'privileged', 'latest'), []);
});

test('where the pod sets a forbidden value, the containers that inherit it are not blamed', () => {
  const pod = podOf({
    securityContext: { runAsNonRoot: false, seccompProfile: { type: 'Unconfined' } },
    containers: [{ name: 'a' }, { name: 'b', securityContext: { runAsNonRoot: true } }],
  });
  assert.deepEqual(places(violationsOf('runAsNonRoot', pod, 'latest')), [
    'runAsNonRoot spec.securityContext.runAsNonRoot',
  ]);
  assert.deepEqual(places(violationsOf('seccompProfile_restricted', pod, 'latest')), [
    'seccompProfile_restricted spec.securityContext.seccompProfile.type',
  ]);
});

test('reasons read as the API server writes them', () => {
  const pod = podOf(containerOf({ privileged: true, seLinuxOptions: { type: 'spc_t', user: 'system_u' } }), {
    annotations: { 'container.apparmor.security.beta.kubernetes.io/app': 'un"confined' },
  });
  assert.deepEqual(explain(evaluatePod(pod, 'baseline', 'latest')), [
    {
      check: 'appArmorProfile',
      reason: 'forbidden AppArmor profile',
      detail:
        'annotation must not set AppArmor profile type to "container.apparmor.security.beta.kubernetes.io/app="un\\"confined""',
    },
    {
      check: 'privileged',
      reason: 'privileged',
      detail: 'container "app" must not set securityContext.privileged=true',
    },
    {
      check: 'seLinuxOptions',
      reason: 'seLinuxOptions',
      detail: 'container "app" set forbidden securityContext.seLinuxOptions: type "spc_t"; user may not be set',
    },
  ]);
});

test('each level runs its checks at each version, the restricted forms instead of the baseline ones', () => {
  assert.deepEqual(checkIdsOf('privileged', 'latest'), []);
  assert.equal(checkIdsOf('baseline', 0).length, 11);
  assert.equal(checkIdsOf('baseline', 'latest').length, 12);
  assert.deepEqual(checkIdsOf('restricted', 99), checkIdsOf('restricted', 'latest'));
  const all = new Set([...checkIdsOf('baseline', 'latest'), ...checkIdsOf('restricted', 'latest')]);
  assert.deepEqual([...all].sort(), POD_SECURITY_CHECKS.map(({ id }) => id).sort());
  assert.ok(checkIdsOf('restricted', 18).includes('seccompProfile_baseline'));
  assert.ok(!checkIdsOf('restricted', 19).includes('seccompProfile_baseline'));
  assert.equal(checkById('runAsUser').level, 'restricted');
  assert.deepEqual(violationsOf('runAsUser', podOf(containerOf({ runAsUser: 0 })), 22), []);
  assert.equal(violationsOf('runAsUser', podOf(containerOf({ runAsUser: 0 })), 23).length, 1);
});

test('an unknown value is never a violation, and leaves its check undecided', () => {
  const values: [string, unknown][] = [
    ['privileged', containerOf({ ...HARDENED, privileged: UNKNOWN })],
    ['privileged', containerOf({ ...HARDENED, privileged: 'true' })],
    ['runAsNonRoot', containerOf({ ...HARDENED, runAsNonRoot: UNKNOWN })],
    ['runAsUser', containerOf({ ...HARDENED, runAsUser: '0' })],
    ['runAsUser', containerOf({ ...HARDENED, runAsUser: 0.5 })],
    ['allowPrivilegeEscalation', containerOf({ ...HARDENED, allowPrivilegeEscalation: UNKNOWN })],
    ['capabilities_restricted', containerOf({ ...HARDENED, capabilities: { drop: [UNKNOWN] } })],
    ['capabilities_restricted', containerOf({ ...HARDENED, capabilities: { drop: ['ALL'], add: UNKNOWN } })],
    ['capabilities_restricted', containerOf({ ...HARDENED, capabilities: { drop: 'ALL' } })],
    ['seccompProfile_restricted', containerOf({ ...HARDENED, seccompProfile: 'RuntimeDefault' })],
    ['seccompProfile_restricted', containerOf({ ...HARDENED, seccompProfile: { type: UNKNOWN } })],
    ['restrictedVolumes', { volumes: [{ name: 'a', hostPath: UNKNOWN }] }],
    ['restrictedVolumes', { volumes: [UNKNOWN] }],
    ['hostNamespaces', { hostPID: UNKNOWN }],
    ['sysctls', { securityContext: { sysctls: [{ name: UNKNOWN }] } }],
  ];
  for (const [check, spec] of values) {
    const answer = verdict(podOf(spec), 'restricted', 'latest');
    assert.deepEqual(
      { allowed: answer.allowed, undecided: answer.undecided, violations: places(answer.violations) },
      { allowed: undefined, undecided: [check], violations: [] },
      `${check} ${JSON.stringify(spec)}`,
    );
  }
  assert.equal(verdict(podOf({ containers: UNKNOWN }), 'restricted', 'latest').allowed, undefined);
  assert.equal(verdict(podOf({ containers: [UNKNOWN] }), 'restricted', 'latest').allowed, undefined);
  assert.equal(verdict(podOf(UNKNOWN), 'baseline', 'latest').allowed, undefined);
  const annotated = podOf({}, { annotations: UNKNOWN });
  assert.deepEqual(verdict(annotated, 'restricted', 'latest').undecided, ['appArmorProfile']);
});

test('what is certain is refused, whatever else is unknown', () => {
  const answer = verdict(podOf({ hostPID: true, containers: UNKNOWN }), 'baseline', 'latest');
  assert.equal(answer.allowed, false);
  assert.deepEqual(places(answer.violations), ['hostNamespaces spec.hostPID']);
  assert.ok(answer.undecided.includes('privileged'));
});

test('where fields may still be added, only values that are there violate', () => {
  const open = podOf(containerOf({ privileged: true, capabilities: { add: ['BPF'], drop: ['KILL'] } }), { open: true });
  assert.deepEqual(places(evaluatePod(open, 'restricted', 'latest')), [
    'privileged spec.containers[0].securityContext.privileged',
    'capabilities_restricted spec.containers[0].securityContext.capabilities.add[0]',
  ]);
  assert.deepEqual(evaluatePod(podOf({ volumes: [{ name: 'a' }] }, { open: true }), 'restricted', 'latest'), []);
});

test('a pod that may be excused is not blamed', () => {
  const root = containerOf({ ...HARDENED, runAsUser: 0, procMount: 'Unmasked' }) as object;
  const answer = (hostUsers: unknown, version: number) => {
    const { allowed, violations, undecided } = verdict(podOf({ ...root, hostUsers }), 'restricted', version);
    return [allowed, violations.map(({ check }) => check).join(' '), undecided.join(' ')];
  };
  assert.deepEqual(answer(false, 34), [false, 'procMount runAsUser', '']);
  assert.deepEqual(answer(true, 35), [false, 'procMount_restricted runAsUser', '']);
  assert.deepEqual(answer(false, 35), [false, 'procMount_restricted', '']);
  assert.deepEqual(answer(UNKNOWN, 35), [false, 'procMount_restricted', 'runAsUser']);
  // Passes however it turns out.
  assert.deepEqual(
    verdict(podOf({ ...(containerOf(HARDENED) as object), hostUsers: UNKNOWN }), 'restricted', 37).undecided,
    [],
  );
});

test('Windows pods owe no Linux settings from 1.25 on', () => {
  const places24 = (name: unknown, version: number) =>
    places(violationsOf('allowPrivilegeEscalation', podOf({ os: { name }, ...(containerOf({}) as object) }), version));
  const missing = ['allowPrivilegeEscalation spec.containers[0].securityContext.allowPrivilegeEscalation missing'];
  assert.deepEqual(places24('windows', 24), missing);
  assert.deepEqual(places24('windows', 25), []);
  assert.deepEqual(places24('linux', 25), missing);
  assert.deepEqual(places24(UNKNOWN, 25), []);
  // The API refuses this field on Windows, so the value is wrong either way.
  const explicit = podOf({ os: { name: UNKNOWN }, ...(containerOf({ allowPrivilegeEscalation: true }) as object) });
  assert.equal(violationsOf('allowPrivilegeEscalation', explicit, 25).length, 1);
});

test('a volume that names no source is an emptyDir by the time it is judged', () => {
  const spec = { volumes: [{ name: 'cache' }] };
  assert.equal(verdict(podOf(spec), 'restricted', 'latest').allowed, true);
  const verbatim = verdict({ ...podOf(spec), verbatim: true }, 'restricted', 'latest');
  assert.deepEqual(verbatim.refusals, [
    {
      check: 'restrictedVolumes',
      reason: 'restricted volume types',
      detail: 'volume "cache" uses restricted volume type "unknown"',
    },
  ]);
  // A mistyped source, or one of a newer server.
  assert.equal(
    verdict(podOf({ volumes: [{ name: 'cache', emptydir: {} }] }), 'restricted', 'latest').allowed,
    undefined,
  );
});

test('names the very containers that it is given', () => {
  const { metadata, spec } = podOf(containerOf({ privileged: true }));
  const containers = [{ root: spec.at('containers', 0) }];
  const [violation] = violationsOf('privileged', { metadata, spec, containers }, 'latest');
  assert.equal(violation?.container, containers[0]?.root);
});

test('texts are quoted and sorted as Go does it', () => {
  assert.equal(
    goQuote('a"b\\c\t\n\u0001\u007f\u00a0\u200b\u{e0001}é\u{1f600} '),
    '"a\\"b\\\\c\\t\\n\\x01\\x7f\\u00a0\\u200b\\U000e0001é\u{1f600} "',
  );
  assert.deepEqual(sortedSet(['\u{1f600}', '\uffee', 'b', 'ab', 'a', 'b']), ['a', 'ab', 'b', '\uffee', '\u{1f600}']);
});
