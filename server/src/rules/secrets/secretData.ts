import { isSample } from '../../resources/credentialPatterns.ts';
import type { Resource } from '../../resources/resource.ts';
import type { Value } from '../../resources/value.ts';

/** A value of a Secret as it is written, and what it stands for. */
export interface SecretEntry {
  readonly at: Value;
  readonly key: string;
  readonly field: 'data' | 'stringData';
  readonly written: string;
  /** The decoded text, one character a byte; undefined when `data` holds no base64. */
  readonly decoded: string | undefined;
}

/** The known values of a Secret that a person wrote: no empty ones, no ciphertext of SOPS, nothing to be filled in. */
export function writtenEntries({ root }: Resource): SecretEntry[] {
  // SOPS adds a map of its own at the top; single values look like ENC[AES256_GCM,...].
  if (!root.at('sops').isAbsent && !root.at('sops').isUnknown) return [];
  const entries: SecretEntry[] = [];
  for (const field of ['data', 'stringData'] as const) {
    for (const [key, at] of root.at(field).entries()) {
      const written = at.string?.trim();
      if (written === undefined || written === '' || written.startsWith('ENC[') || isSample(written)) continue;
      entries.push({ at, key, field, written, decoded: field === 'data' ? decodeBase64(written) : written });
    }
  }
  return entries;
}

/** Reads base64 as the API server does (RFC 4648, padded; line ends count for nothing). */
export function decodeBase64(text: string): string | undefined {
  const digits = text.replace(/[\r\n]/g, '');
  return BASE64.test(digits) ? atob(digits) : undefined;
}

/** Of the text in UTF-8. */
export function encodeBase64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
