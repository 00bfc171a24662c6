import type { Value } from '../value.ts';
import { containersIn, visitSecurityContexts } from './pod.ts';
import type { Find, PodInput } from './pod.ts';
import { goQuote } from './text.ts';
import type { Found } from './violation.ts';

/** Forbids `true` at this path of the security context of the containers, and of the pod where it has the field. */
export function forbidTrue(path: readonly string[], levels: 'containers' | 'pod and containers'): Find {
  return (pod, found) =>
    visitSecurityContexts(pod, found, (securityContext, container) => {
      if (!container && levels === 'containers') return;
      const field = securityContext.at(...path);
      if (found.boolean(field) === true) found.forbid(field, container);
    });
}

export function forbidHostNamespaces(pod: PodInput, found: Found): void {
  for (const key of ['hostNetwork', 'hostPID', 'hostIPC']) {
    const field = pod.spec.at(key);
    if (found.boolean(field) === true) found.forbid(field, undefined, `${key}=true`);
  }
}

export function forbidHostPorts(pod: PodInput, found: Found): void {
  for (const container of containersIn(pod, found)) {
    for (const port of found.items(container.at('ports'))) {
      const hostPort = port.at('hostPort');
      const number = found.integer(hostPort);
      if (number !== undefined && number !== 0) found.forbid(hostPort, container, String(number));
    }
  }
}

const PROBES_AND_HOOKS = [
  ['livenessProbe'],
  ['readinessProbe'],
  ['startupProbe'],
  ['lifecycle', 'postStart'],
  ['lifecycle', 'preStop'],
];

export function forbidProbeAndHookHosts(pod: PodInput, found: Found): void {
  for (const container of containersIn(pod, found)) {
    for (const path of PROBES_AND_HOOKS) {
      for (const action of ['httpGet', 'tcpSocket']) {
        const field = container.at(...path, action, 'host');
        const host = found.string(field);
        if (host !== undefined && host !== '') found.forbid(field, container, host);
      }
    }
  }
}

/** Names are compared exactly: the API does not know `CAP_CHOWN` or `chown`. */
export function forbidAddedCapabilities(allowed: ReadonlySet<string>): Find {
  return (pod, found) => {
    for (const container of containersIn(pod, found)) forbidAddedTo(container, allowed, found);
  };
}

function forbidAddedTo(container: Value, allowed: ReadonlySet<string>, found: Found): void {
  for (const item of found.items(container.at('securityContext', 'capabilities', 'add'))) {
    const capability = found.stringOrEmpty(item);
    if (capability !== undefined && !allowed.has(capability)) found.forbid(item, container, capability);
  }
}

/** `ALL` has to be dropped, in exactly this spelling, and only NET_BIND_SERVICE may be added. */
export function demandDroppedCapabilities(pod: PodInput, found: Found): void {
  for (const container of containersIn(pod, found)) {
    const drop = container.at('securityContext', 'capabilities', 'drop');
    const dropped = found.items(drop).map((item) => found.stringOrEmpty(item));
    if (!dropped.includes('ALL')) {
      // What cannot be read may say ALL.
      const complete = drop.isAbsent || (drop.isList && !drop.scope.open && !dropped.includes(undefined));
      if (complete) found.demand(drop, container);
      else found.undecided = true;
    }
    forbidAddedTo(container, NET_BIND_SERVICE, found);
  }
}

const NET_BIND_SERVICE: ReadonlySet<string> = new Set(['NET_BIND_SERVICE']);

export function demandNoPrivilegeEscalation(pod: PodInput, found: Found): void {
  for (const container of containersIn(pod, found)) {
    const field = container.at('securityContext', 'allowPrivilegeEscalation');
    if (field.isAbsent) found.demand(field, container);
    else if (found.boolean(field) === true) found.forbid(field, container);
  }
}

/** A present but empty string is a value too, and not an allowed one. */
export function forbidProcMounts(pod: PodInput, found: Found): void {
  for (const container of containersIn(pod, found)) {
    const field = container.at('securityContext', 'procMount');
    const type = found.string(field);
    if (type !== undefined && type !== 'Default') found.forbid(field, container, type);
  }
}

export function forbidSELinuxOptions(allowedTypes: ReadonlySet<string>): Find {
  return (pod, found) =>
    visitSecurityContexts(pod, found, (securityContext, container) => {
      const options = found.map(securityContext.at('seLinuxOptions'));
      if (!options) return;
      const type = found.stringOrEmpty(options.at('type'));
      if (type !== undefined && !allowedTypes.has(type)) found.forbid(options.at('type'), container, type);
      for (const key of ['user', 'role']) {
        const text = found.string(options.at(key));
        if (text !== undefined && text !== '') found.forbid(options.at(key), container, text);
      }
    });
}

export function forbidSysctls(allowed: ReadonlySet<string>): Find {
  return (pod, found) => {
    for (const sysctl of found.items(pod.spec.at('securityContext', 'sysctls'))) {
      const name = found.stringOrEmpty(sysctl.at('name'));
      if (name !== undefined && !allowed.has(name)) found.forbid(sysctl.at('name'), undefined, name);
    }
  };
}

/** Root as a number: at the pod it is forbidden even where every container names another user. */
export function forbidRootUser(pod: PodInput, found: Found): void {
  visitSecurityContexts(pod, found, (securityContext, container) => {
    const field = securityContext.at('runAsUser');
    if (found.integer(field) === 0) found.forbid(field, container);
  });
}

/** True at the pod or at every container; false is forbidden wherever it stands. */
export function demandNonRoot(pod: PodInput, found: Found): void {
  let ofPod: Value | undefined;
  visitSecurityContexts(pod, found, (securityContext, container) => {
    const field = securityContext.at('runAsNonRoot');
    if (!container) ofPod = field;
    if (found.boolean(field) === false) found.forbid(field, container);
    // Where the pod says false, that is the value to change; where it is not known, it may say true.
    if (container && field.isAbsent && ofPod?.isAbsent) found.demand(field, container);
  });
}

const ALLOWED_PROFILES: ReadonlySet<string> = new Set(['RuntimeDefault', 'Localhost']);

/** Forbids every other type of this profile, also an empty one, at pod and containers. */
export function forbidProfileTypes(profile: 'seccompProfile' | 'appArmorProfile'): Find {
  return (pod, found) =>
    visitSecurityContexts(pod, found, (securityContext, container) =>
      forbidProfileType(securityContext.at(profile), container, found),
    );
}

function forbidProfileType(profile: Value, container: Value | undefined, found: Found): void {
  if (!found.map(profile)) return;
  const type = found.stringOrEmpty(profile.at('type'));
  if (type !== undefined && !ALLOWED_PROFILES.has(type)) found.forbid(profile.at('type'), container, type);
}

/** A profile at the pod or at every container, and an allowed one wherever one stands. */
export function demandSeccompProfile(pod: PodInput, found: Found): void {
  let ofPod: Value | undefined;
  visitSecurityContexts(pod, found, (securityContext, container) => {
    const profile = securityContext.at('seccompProfile');
    if (!container) ofPod = profile;
    forbidProfileType(profile, container, found);
    if (container && profile.isAbsent && ofPod?.isAbsent) found.demand(profile.at('type'), container);
  });
}

const APP_ARMOR_ANNOTATION = 'container.apparmor.security.beta.kubernetes.io/';

export function forbidAppArmorProfiles(pod: PodInput, found: Found): void {
  forbidProfileTypes('appArmorProfile')(pod, found);
  for (const [key, annotation] of annotationsOf(pod, found)) {
    if (!key.startsWith(APP_ARMOR_ANNOTATION)) continue;
    const profile = found.stringOrEmpty(annotation);
    if (profile === undefined || profile === '' || profile === 'runtime/default') continue;
    if (!profile.startsWith('localhost/')) found.forbidAnnotation(annotation, `${key}=${goQuote(profile)}`);
  }
}

const SECCOMP_POD_ANNOTATION = 'seccomp.security.alpha.kubernetes.io/pod';
const SECCOMP_CONTAINER_ANNOTATION = 'container.seccomp.security.alpha.kubernetes.io/';

/** Before the field existed (1.19), annotations named the profile: one for the pod, one for each container's name. */
export function forbidSeccompAnnotations(pod: PodInput, found: Found): void {
  const keys = new Set([SECCOMP_POD_ANNOTATION]);
  for (const container of containersIn(pod, found)) {
    const name = found.stringOrEmpty(container.at('name'));
    if (name !== undefined) keys.add(SECCOMP_CONTAINER_ANNOTATION + name);
  }
  for (const [key, annotation] of annotationsOf(pod, found)) {
    if (!keys.has(key)) continue;
    const profile = found.stringOrEmpty(annotation);
    if (profile === undefined || profile === 'runtime/default' || profile === 'docker/default') continue;
    if (!profile.startsWith('localhost/')) found.forbidAnnotation(annotation, `${key}=${goQuote(profile)}`);
  }
}

function annotationsOf(pod: PodInput, found: Found): [string, Value][] {
  return found.map(pod.metadata.at('annotations'))?.entries() ?? [];
}

export function forbidHostPaths(pod: PodInput, found: Found): void {
  for (const volume of found.items(pod.spec.at('volumes'))) {
    if (found.map(volume.at('hostPath'))) found.forbidVolume(volume.at('hostPath'), 'hostPath');
  }
}

const ALLOWED_VOLUMES = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
];

/** In the order in which the first one of a volume is named. */
const RESTRICTED_VOLUMES = [
  'hostPath',
  'gcePersistentDisk',
  'awsElasticBlockStore',
  'gitRepo',
  'nfs',
  'iscsi',
  'glusterfs',
  'rbd',
  'flexVolume',
  'cinder',
  'cephfs',
  'flocker',
  'fc',
  'azureFile',
  'vsphereVolume',
  'quobyte',
  'azureDisk',
  'photonPersistentDisk',
  'portworxVolume',
  'scaleIO',
  'storageos',
];

export function forbidRestrictedVolumes(pod: PodInput, found: Found): void {
  for (const volume of found.items(pod.spec.at('volumes'))) {
    if (ALLOWED_VOLUMES.some((type) => volume.at(type).isMap)) continue;
    const restricted = RESTRICTED_VOLUMES.find((type) => volume.at(type).isMap);
    if (restricted) found.forbidVolume(volume.at(restricted), restricted);
    else if (hasUnreadSource(volume)) found.undecided = true;
    else if (pod.verbatim) found.forbidVolume(volume, 'unknown');
    // A type that a newer server knows, or a mistyped one.
    else if (volume.entries().some(([key, source]) => key !== 'name' && !source.isAbsent)) found.undecided = true;
  }
}

/** A source may be here that cannot be read: an expression, a wrong type, something that may still be added. */
function hasUnreadSource(volume: Value): boolean {
  return [...ALLOWED_VOLUMES, ...RESTRICTED_VOLUMES].some((type) => !volume.at(type).isAbsent);
}
