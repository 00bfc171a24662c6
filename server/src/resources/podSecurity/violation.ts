import type { Value } from '../value.ts';

/** The id of a check, as Kubernetes' own policy library has it. */
export type CheckId =
  | 'appArmorProfile'
  | 'capabilities_baseline'
  | 'hostNamespaces'
  | 'hostPathVolumes'
  | 'hostPorts'
  | 'hostProbesAndHostLifecycle'
  | 'privileged'
  | 'procMount'
  | 'seLinuxOptions'
  | 'seccompProfile_baseline'
  | 'sysctls'
  | 'windowsHostProcess'
  | 'allowPrivilegeEscalation'
  | 'capabilities_restricted'
  | 'procMount_restricted'
  | 'restrictedVolumes'
  | 'runAsNonRoot'
  | 'runAsUser'
  | 'seccompProfile_restricted';

/** One value of a pod that a check forbids, or one that it demands and that is missing. */
export interface Violation {
  readonly check: CheckId;
  /**
   * The offending value; when {@link missing}, where the demanded one would have to stand. Absent also where a field that
   * must not be empty is left out (`seccompProfile: {}`).
   */
  readonly at: Value;
  /** The check demands a value that is not there; otherwise it forbids the one that is. */
  readonly missing: boolean;
  /** Which part of the pod sets it, or has to. A volume's and an annotation's is the value's own. */
  readonly holder: 'pod' | 'container' | 'annotation' | 'volume';
  /** The container's map, when a container holds it. */
  readonly container: Value | undefined;
  /**
   * What the API server's message quotes: a capability, a port, a host, a profile type, a sysctl, the type of a volume,
   * `key="value"` of an annotation. Undefined when the field alone says it (`privileged: true`).
   */
  readonly value: string | undefined;
}

/** What one check found: violations that are certain, and whether something unknown may hide more. */
export class Found {
  readonly check: CheckId;
  readonly violations: Violation[] = [];
  /** An unknown value may violate the check, or excuse what seems to violate it. */
  undecided = false;

  constructor(check: CheckId) {
    this.check = check;
  }

  /** Notes a value that the check forbids. */
  forbid(at: Value, container?: Value, value?: string): void {
    this.#add(at, container ? 'container' : 'pod', container, value, false);
  }

  forbidAnnotation(at: Value, value: string): void {
    this.#add(at, 'annotation', undefined, value, false);
  }

  forbidVolume(at: Value, value?: string): void {
    this.#add(at, 'volume', undefined, value, false);
  }

  /** Notes that a container lacks what the check demands. */
  demand(at: Value, container: Value): void {
    this.#add(at, 'container', container, undefined, true);
  }

  #add(
    at: Value,
    holder: Violation['holder'],
    container: Value | undefined,
    value: string | undefined,
    missing: boolean,
  ): void {
    this.violations.push({ check: this.check, at, missing, holder, container, value });
  }

  /** The boolean there; undefined when absent, and when it cannot be known, which leaves the check undecided. */
  boolean(value: Value): boolean | undefined {
    return this.#known(value, value.boolean);
  }

  integer(value: Value): number | undefined {
    return this.#known(value, Number.isInteger(value.number) ? value.number : undefined);
  }

  string(value: Value): string | undefined {
    return this.#known(value, value.string);
  }

  /** The string there, empty when absent, as the API server decodes it; undefined when it cannot be known. */
  stringOrEmpty(value: Value): string | undefined {
    return value.isAbsent ? '' : this.string(value);
  }

  /** The map there; undefined when absent or not known. */
  map(value: Value): Value | undefined {
    return this.#known(value, value.isMap ? value : undefined);
  }

  /** The items of the list there. */
  items(value: Value): Value[] {
    return this.#known(value, value.isList ? value.items() : undefined) ?? [];
  }

  #known<T>(value: Value, known: T | undefined): T | undefined {
    if (known === undefined && !value.isAbsent) this.undecided = true;
    return known;
  }
}
