import { Value } from '../resources/value.ts';

/** The names that Kustomize looks for in a folder. */
const KUSTOMIZATION = /(^|\/)(kustomization\.ya?ml|Kustomization)$/u;

export function isKustomization(path: string): boolean {
  return KUSTOMIZATION.test(path);
}

/**
 * The files that a kustomization lays over its base, as it names them: relative to its folder. They hold parts of
 * objects, in which a missing field says nothing.
 */
export function patchesOf(data: unknown): string[] {
  const root = Value.root(data);
  const patches = [...root.at('patches').items(), ...root.at('patchesJson6902').items()];
  const named = [...patches.map((patch) => patch.at('path').string), ...root.at('patchesStrategicMerge').strings()];
  // `patchesStrategicMerge` may also hold the patch itself, which has several lines.
  return named.filter((path): path is string => path !== undefined && !path.includes('\n'));
}
