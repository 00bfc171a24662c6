import type { Random } from './random.ts';

/** A JSON object, `undefined` for fields that are left out. */
type Fields = Record<string, unknown>;

/**
 * A pod (`{metadata, spec}`) of types that the API server decodes. Every field that a check reads is sometimes left out,
 * null, empty, allowed and forbidden. Each pod has a mood of its own, so that pods that pass everything occur, as well
 * as pods with a single flaw.
 */
export function generatePod(random: Random): Fields {
  return new PodGenerator(random).pod();
}

class PodGenerator {
  readonly #random: Random;
  /** How often a field is set to something odd. */
  readonly #oddity: number;
  /** Restricted pods set what is demanded, at the pod or at the containers. */
  readonly #demanded: 'pod' | 'containers' | 'sometimes';

  constructor(random: Random) {
    this.#random = random;
    this.#oddity = random.pick([0, 0.01, 0.04, 0.15, 0.5]);
    this.#demanded = random.pick(['pod', 'containers', 'containers', 'sometimes']);
  }

  pod(): Fields {
    const { initContainers, containers, ephemeralContainers } = this.#containers();
    const spec = {
      initContainers,
      containers,
      ephemeralContainers,
      volumes: this.#list(3, () => this.#volume()),
      securityContext: this.#odd(null) ?? this.#odd({}) ?? this.#podSecurityContext(),
      hostNetwork: this.#odd(true, false, null),
      hostPID: this.#odd(true, false, null),
      hostIPC: this.#odd(true, false, null),
      hostUsers: this.#random.chance(0.2) ? this.#random.pick([true, false, false, false, null]) : undefined,
      os: this.#random.chance(0.2)
        ? this.#random.pick<unknown>([
            { name: 'windows' },
            { name: 'windows' },
            { name: 'linux' },
            { name: '' },
            {},
            null,
            { name: 'Windows' },
          ])
        : undefined,
      nodeSelector: this.#odd({ 'kubernetes.io/os': 'windows' }),
    };
    return { metadata: this.#metadata(spec), spec };
  }

  /** One of the values, as seldom as the mood of the pod has it; otherwise undefined. */
  #odd(...values: unknown[]): unknown {
    return this.#random.chance(this.#oddity) ? values[this.#random.below(values.length)] : undefined;
  }

  #list<T>(most: number, make: () => T): (T | null)[] | null | undefined {
    const roll = this.#random.next();
    if (roll < 0.1) return undefined;
    if (roll < 0.1 + this.#oddity / 20) return null;
    return this.#random.some(most, () => (this.#random.chance(this.#oddity / 20) ? null : make()));
  }

  #containers(): Fields {
    return {
      initContainers: this.#list(2, () => this.#container('init')),
      containers: this.#list(3, () => this.#container('app')),
      ephemeralContainers: this.#random.chance(0.3) ? this.#list(2, () => this.#container('debug')) : undefined,
    };
  }

  #container(prefix: string): Fields {
    const name =
      this.#odd(undefined, null, '', 'same', 'quo"ted', 'ünï\u{1f600}', '\uffee') ??
      `${prefix}-${this.#random.below(20)}`;
    return {
      name,
      image: 'registry.example/app:1',
      ports: this.#list(2, () => this.#port()),
      livenessProbe: this.#odd(null, {}) ?? this.#maybeHandler(),
      readinessProbe: this.#odd(null, {}) ?? this.#maybeHandler(),
      startupProbe: this.#odd(null, {}) ?? this.#maybeHandler(),
      lifecycle:
        this.#odd(null, {}) ??
        (this.#random.chance(0.2) ? { postStart: this.#maybeHandler(), preStop: this.#maybeHandler() } : undefined),
      securityContext: this.#odd(null, {}, undefined) ?? this.#securityContext(),
    };
  }

  #port(): Fields {
    return {
      containerPort: 8080,
      hostPort: this.#odd(0, null, 80, 443, 8080, 9, 65535, -1),
      protocol: this.#random.pick(['TCP', 'UDP', 'SCTP']),
    };
  }

  #maybeHandler(): unknown {
    if (!this.#random.chance(0.2)) return undefined;
    const host = () => this.#odd('', null, '127.0.0.1', 'localhost', '10.0.0.1', 'metadata.google.internal');
    return this.#random.pick<unknown>([
      { httpGet: { path: '/', port: 8080, host: host() } },
      { tcpSocket: { port: 8080, host: host() } },
      { httpGet: { port: 'http', host: host() }, tcpSocket: { port: 1, host: host() } },
      { exec: { command: ['true'] } },
      { grpc: { port: 1 } },
      { httpGet: null, tcpSocket: this.#odd(null, {}) },
    ]);
  }

  #demands(holder: 'pod' | 'containers'): boolean {
    return this.#demanded === holder || (this.#demanded === 'sometimes' && this.#random.chance(0.5));
  }

  #podSecurityContext(): Fields | undefined {
    if (!this.#demands('pod') && this.#random.chance(0.4)) return undefined;
    return {
      ...this.#sharedFields('pod'),
      sysctls: this.#list(3, () => ({ name: this.#sysctl(), value: '1' })),
    };
  }

  #securityContext(): Fields {
    return {
      ...this.#sharedFields('containers'),
      privileged: this.#odd(true, false, null),
      allowPrivilegeEscalation: this.#odd(undefined, null, true) ?? this.#random.pick([false, false, false, undefined]),
      capabilities: this.#odd(null, {}, undefined) ?? this.#capabilities(),
      procMount: this.#odd('', 'Default', 'Unmasked', 'Unmasked', 'default', null),
    };
  }

  #sharedFields(holder: 'pod' | 'containers'): Fields {
    const demands = this.#demands(holder);
    return {
      runAsNonRoot: this.#odd(true, false, false, null) ?? (demands ? true : undefined),
      runAsUser: this.#odd(0, 0, 1, null) ?? (this.#random.chance(0.3) ? 1000 : undefined),
      seccompProfile:
        this.#odd(...PROFILES) ?? (demands ? { type: this.#random.pick(['RuntimeDefault', 'Localhost']) } : undefined),
      appArmorProfile: this.#odd(...PROFILES),
      seLinuxOptions: this.#odd(null, {}) ?? (this.#random.chance(this.#oddity) ? this.#seLinuxOptions() : undefined),
      windowsOptions: this.#odd(null, {}, { hostProcess: true }, { hostProcess: false }, { hostProcess: null }),
    };
  }

  #seLinuxOptions(): Fields {
    return {
      type: this.#random.pick([undefined, null, '', ...SELINUX_TYPES]),
      user: this.#odd('', null, 'system_u', 'user_u'),
      role: this.#odd('', null, 'system_r'),
      level: this.#odd('s0:c123,c456'),
    };
  }

  #capabilities(): Fields {
    const capability = () => this.#random.pick<unknown>([...CAPABILITIES]);
    const add = () => this.#odd(capability(), null, '') ?? this.#random.pick(['NET_BIND_SERVICE', 'CHOWN', 'KILL']);
    const drop = () => this.#odd(capability(), null, 'all', 'ALL ') ?? 'ALL';
    return {
      add: this.#random.chance(0.3) ? this.#list(3, add) : undefined,
      drop: this.#odd(undefined, null, [], ['NET_RAW'], ['all'], ['KILL', 'ALL']) ?? this.#list(2, drop),
    };
  }

  #sysctl(): unknown {
    return (
      this.#odd('kernel.msgmax', 'net.core.somaxconn', '', null, 'kernel.shm_rmid_forced ') ??
      this.#random.pick(SYSCTLS)
    );
  }

  #volume(): Fields {
    const name = this.#odd(undefined, null, '', 'data') ?? `volume-${this.#random.below(20)}`;
    const volume: Fields = { name };
    const sources = this.#odd(0, 2) ?? 1;
    for (let count = 0; count < Number(sources); count++) {
      const type = this.#odd('hostPath', this.#random.pick(RESTRICTED_VOLUMES)) ?? this.#random.pick(ALLOWED_VOLUMES);
      volume[type as string] = this.#odd(null) ?? {};
    }
    return volume;
  }

  #metadata(spec: Fields): Fields | null | undefined {
    const annotations: Fields = {};
    const names = [spec['initContainers'], spec['containers'], spec['ephemeralContainers']]
      .flatMap((list) => (list as (Fields | null)[] | null | undefined) ?? [])
      .map((container) => (container?.['name'] ?? '') as string);
    for (const name of [...names, 'no-such-container']) {
      annotations[`container.apparmor.security.beta.kubernetes.io/${name}`] = this.#annotation();
      annotations[`container.seccomp.security.alpha.kubernetes.io/${name}`] = this.#annotation();
    }
    annotations['seccomp.security.alpha.kubernetes.io/pod'] = this.#annotation();
    annotations['container.apparmor.security.beta.kubernetes.io'] = this.#odd('unconfined');
    return { name: 'generated', annotations: this.#odd(null, undefined) ?? annotations };
  }

  #annotation(): unknown {
    return this.#odd(
      '',
      null,
      'unconfined',
      'runtime/default',
      'docker/default',
      'localhost/',
      'localhost/profile',
      'localhost',
      'quo"ted \\ \t\n\u0001\u007f',
      'ünï \u{1f600}\u00a0\u200b\u2028\ufeff\u{e0001}',
    );
  }
}

const PROFILES: readonly unknown[] = [
  null,
  {},
  { type: null },
  { type: '' },
  { type: 'RuntimeDefault' },
  { type: 'Localhost', localhostProfile: 'a.json' },
  { type: 'Unconfined' },
  { type: 'runtime/default' },
  { type: 'localhost' },
];

const SELINUX_TYPES = [
  'container_t',
  'container_init_t',
  'container_kvm_t',
  'container_engine_t',
  'spc_t',
  'Container_t',
] as const;

const CAPABILITIES = [
  'ALL',
  'AUDIT_CONTROL',
  'AUDIT_READ',
  'AUDIT_WRITE',
  'BLOCK_SUSPEND',
  'BPF',
  'CHECKPOINT_RESTORE',
  'CHOWN',
  'DAC_OVERRIDE',
  'DAC_READ_SEARCH',
  'FOWNER',
  'FSETID',
  'IPC_LOCK',
  'IPC_OWNER',
  'KILL',
  'LEASE',
  'LINUX_IMMUTABLE',
  'MAC_ADMIN',
  'MAC_OVERRIDE',
  'MKNOD',
  'NET_ADMIN',
  'NET_BIND_SERVICE',
  'NET_BROADCAST',
  'NET_RAW',
  'PERFMON',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYSLOG',
  'SYS_ADMIN',
  'SYS_BOOT',
  'SYS_CHROOT',
  'SYS_MODULE',
  'SYS_NICE',
  'SYS_PACCT',
  'SYS_PTRACE',
  'SYS_RAWIO',
  'SYS_RESOURCE',
  'SYS_TIME',
  'SYS_TTY_CONFIG',
  'WAKE_ALARM',
  'CAP_CHOWN',
  'net_bind_service',
] as const;

const SYSCTLS = [
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.ping_group_range',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_wmem',
  'net.ipv4.tcp_slow_start_after_idle',
  'net.ipv4.tcp_notsent_lowat',
] as const;

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
] as const;

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
  'portworxVolume',
  'photonPersistentDisk',
  'scaleIO',
  'storageos',
  'someFutureVolume',
] as const;
