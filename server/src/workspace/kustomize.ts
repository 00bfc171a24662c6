import { Value } from '../resources/value.ts';

/** The names that Kustomize looks for in a folder. */
const KUSTOMIZATION = /(^|\/)(kustomization\.ya?ml|Kustomization)$/u;

export function isKustomization(path: string): boolean {
  return KUSTOMIZATION.test(path);
}

/**
 * URIs of the files that a kustomization lays over its base: they hold parts of objects, in which a missing field says
 * nothing.
 */
export function patchesOf(uri: string, data: unknown): string[] {
  const root = Value.root(data);
  const named = [
    ...root
      .at('patches')
      .items()
      .map((patch) => patch.at('path').string),
    ...root.at('patchesStrategicMerge').strings(),
    ...root
      .at('patchesJson6902')
      .items()
      .map((patch) => patch.at('path').string),
  ];
  return named.flatMap((path) => (path === undefined || path.includes('\n') ? [] : (resolve(uri, path) ?? [])));
}

function resolve(base: string, path: string): string | undefined {
  try {
    return new URL(path.split('/').map(encodeURIComponent).join('/'), base).href;
  } catch {
    return undefined;
  }
}
