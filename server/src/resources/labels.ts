import { isDnsSubdomain } from './names.ts';

/** A label or annotation key: `name` or `dns.prefix/name` (apimachinery `IsLabelKey`). */
export function validLabelKey(key: string): boolean {
  const parts = key.split('/');
  const name = parts.pop() ?? '';
  return (
    name.length <= 63 &&
    LABEL_NAME.test(name) &&
    (parts.length === 0 || (parts.length === 1 && isDnsSubdomain(parts[0] ?? '')))
  );
}

/** A label value: empty, or at most 63 characters (apimachinery `IsLabelValue`). */
export function validLabelValue(value: string): boolean {
  return value === '' || (value.length <= 63 && LABEL_NAME.test(value));
}

const LABEL_NAME = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
