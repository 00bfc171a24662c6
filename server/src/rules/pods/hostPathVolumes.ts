import { hostPathDanger, type HostPathDanger } from '../../resources/hostPaths.ts';
import type { Pod } from '../../resources/pod.ts';
import type { Value } from '../../resources/value.ts';

/** A hostPath volume as the rules about it see it. */
export interface HostPathVolume {
  /** `The volume "docker"`, for the start of a sentence. */
  readonly name: string;
  /** As written; undefined when missing or unknown. */
  readonly path: string | undefined;
  readonly danger: HostPathDanger | undefined;
}

/** @param source The volume's `hostPath`. */
export function hostPathOf(pod: Pod, source: Value): HostPathVolume {
  const path = source.at('path').string;
  const readOnly = mountsOf(pod, source.parent?.at('name').string).every((mount) => mount.at('readOnly').is(true));
  return { name: volumeLabel(source), path, danger: path === undefined ? undefined : hostPathDanger(path, readOnly) };
}

/** Every place at which a container of the pod mounts the volume of this name. */
export function mountsOf(pod: Pod, volume: string | undefined): Value[] {
  if (volume === undefined) return [];
  const mounts = pod.containers.flatMap((container) => container.at('volumeMounts').items());
  return mounts.filter((mount) => mount.at('name').is(volume));
}

/** @param source The volume's source: `hostPath`, `nfs`, ... */
export function volumeLabel(source: Value): string {
  const name = source.parent?.at('name').string;
  return name === undefined ? 'A volume' : `The volume "${name}"`;
}
