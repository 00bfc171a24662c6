import { closest } from '../../resources/closest.ts';
import { labelOf, POD_SECURITY_MODES } from '../../resources/podSecurity/labels.ts';

/** The six labels that Pod Security admission reads; it passes over everything else. */
export const POD_SECURITY_KEYS: readonly string[] = POD_SECURITY_MODES.flatMap((mode) => [
  labelOf(mode, 'level'),
  labelOf(mode, 'version'),
]);

/** The key that a misspelt one stands for, as far as it can be guessed; undefined for keys that are about other things. */
export function misspeltKey(key: string): { readonly meant: string | undefined } | undefined {
  if (POD_SECURITY_KEYS.includes(key)) return undefined;
  const near = closest(key, POD_SECURITY_KEYS, 3);
  const [prefix = '', name] = key.split('/');
  if (near !== undefined) return { meant: near };
  if (name === undefined || !/^pod-?security\.(kubernetes|k8s)\.io$/u.test(prefix.toLowerCase())) return undefined;
  const names = POD_SECURITY_KEYS.map((one) => one.slice(one.indexOf('/') + 1));
  const nearName = closest(name, names, 3);
  return { meant: POD_SECURITY_KEYS[names.indexOf(nearName ?? '')] };
}
