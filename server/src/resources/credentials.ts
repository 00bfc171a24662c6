import { findCredential, isSample } from './credentialPatterns.ts';

/**
 * Whether a name and its value together look like a credential. A name alone says too little (`TOKEN_FILE`,
 * `server-tokens`), and so does a value.
 */
export function isCredential(name: string, value: string): boolean {
  const kind = credentialName(name);
  if (kind === undefined) return false;
  const text = value.trim();
  if (isNoSecret(text)) return false;
  return kind === 'password' ? true : looksRandom(text);
}

/**
 * What a name says that its value is: a password that a person chose, a key or token that a machine made, or neither.
 * The last word decides, so `PASSWORD_FILE`, `TOKEN_TTL` and `SECRET_NAME` are about a credential and hold none.
 */
export function credentialName(name: string): 'password' | 'key' | undefined {
  const words = wordsOf(name);
  // DB_PASSWORD_2 is one password of several.
  while (words.length > 1 && /^\d+$/.test(words.at(-1) ?? '')) words.pop();
  const last = words.at(-1) ?? '';
  const before = words.at(-2) ?? '';
  if (before === 'public') return undefined;
  if (PASSWORD.test(last)) return 'password';
  if (KEY_WORD.test(last)) return 'key';
  if (last === 'key' && KEY_ADJECTIVE.test(before)) return 'key';
  return last === 'base' && before === 'key' && words.at(-3) === 'secret' ? 'key' : undefined;
}

/** `dbPassword`, `DB_PASSWORD`, `db-password` and `db.password` in lower case words. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '');
}

const PASSWORD =
  /(?:^|[a-z])(?:password|passwd|passphrase)\d*$|^(?:(?:admin|auth|db|key|master|require|root|store|user)?pass|[a-z]*pwd|passwort)$/;
const KEY_WORD = /^(?:[a-z]*(?:secret|apikey|secretkey|accesskey|privatekey|token)|credentials?|bearer|jwt)\d*$/;
const KEY_ADJECTIVE =
  /^(?:api|access|secret|private|encryption|encrypt|signing|master|shared|account|storage|auth|hmac|session|service|license|deploy|webhook|cookie|jwt|ssh)$/;

/** Nothing, a switch, a number, a time, a place, a reference, a placeholder, a public certificate, or prose. */
function isNoSecret(text: string): boolean {
  return (
    text === '' ||
    /\s/.test(text) ||
    SWITCH.test(text) ||
    NUMBER_OR_TIME.test(text) ||
    PLACE.test(text) ||
    FILE_NAME.test(text) ||
    EMAIL.test(text) ||
    isSample(text)
  );
}

const SWITCH =
  /^(?:true|false|yes|no|on|off|none|null|nil|enabled?|disabled?|optional|required|auto|default|always|never|file|env|basic|bearer|plain)$/i;
const NUMBER_OR_TIME = /^[-+]?[\d.,_]+(?:ns|us|ms|s|m|h|d|w|y|Ki?|Mi?|Gi?)?$/;
/** A path, or an address: of a file, a service, a secret manager's entry (`op://`, `vault:`, an ARN, a resource name). */
const PLACE =
  /^(?:\/|\.{1,2}\/|~|[A-Za-z]:\\|[A-Za-z][A-Za-z0-9+.-]*:\/\/|arn:|vault:|ref\+|file:|env:|secret:|projects\/|secretmanager|ssm:|ENC\[|AQICA)/;
const FILE_NAME =
  /^[\w./-]+\.(?:pem|key|crt|cer|cert|json|ya?ml|txt|conf|cfg|ini|env|jks|p12|pfx|properties|keytab|token|toml|secret)$/i;
const EMAIL = /^[^@\s]+@[^@\s]+\.[A-Za-z]{2,}$/;

/** Made by a machine: long enough, and not words joined by dashes, as the names of objects, headers and classes are. */
function looksRandom(text: string): boolean {
  if (text.length < SHORTEST_KEY || WORDS.test(text) || OBJECT_NAME.test(text)) return false;
  const classes = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z\d]/].filter((one) => one.test(text)).length;
  return classes >= 2;
}

const SHORTEST_KEY = 8;
/** Of a Secret, a key in one, a host: a word first, and no capital anywhere. */
const OBJECT_NAME = /^[a-z]{2,}\d{0,4}(?:[-.][a-z\d]+)+$/;
const WORDS = /^[A-Za-z]*\d{0,3}(?:[-_./:][A-Za-z]*\d{0,3})*$/;

/**
 * The credentials that the lines of a configuration file assign (`name=value`, `name: value`, `"name": "value"`), by name.
 * Expressions of a program and words of a translation are none.
 */
export function credentialNamesIn(file: string): string[] {
  if (!MAY_ASSIGN.test(file)) return [];
  const names = new Set<string>();
  for (const [, name = '', quote = '', value = ''] of file.matchAll(ASSIGNMENT)) {
    if (quote === '' && EXPRESSION.test(value)) continue;
    if (!NAMES_ITSELF.test(value) && isCredential(name, value)) names.add(name);
  }
  return [...names];
}

const MAY_ASSIGN = /pass|pwd|secret|token|key|credential|bearer|jwt/i;
const ASSIGNMENT =
  /^[ \t]{0,80}(?:export[ \t]+|-[ \t]+)?["']?([A-Za-z][\w.-]{1,100})["']?[ \t]{0,20}[:=][ \t]{0,20}(["']?)([^\s"'#,;]{1,500})\2[ \t]{0,20}[,;]?[ \t]*(?:#.*)?\r?$/gm;
const EXPRESSION = /[()[\]{}|]|^[A-Za-z_]\w*(?:\.\w+)+$|^[!&*]/;
const NAMES_ITSELF = /^(?:password|passwort|passwd|pass|secret|token|string|key)s?:?$/i;

/** A certificate is public; a text that holds nothing but certificates and public keys is no secret. */
export function isPublicCertificate(text: string): boolean {
  return (
    /-----BEGIN (?:[A-Z]+ )*(?:CERTIFICATE|PUBLIC KEY|CERTIFICATE REQUEST)-----/.test(text) &&
    !text.includes('PRIVATE KEY')
  );
}

/** A value of a Secret that anybody may know: a user name, an address, a switch, a public key. */
export function isHarmless(key: string, text: string): boolean {
  if (SWITCH.test(text) || isPublicCertificate(text)) return true;
  return (PUBLIC_WORD.test(wordsOf(key).at(-1) ?? '') || key === 'known_hosts') && findCredential(text) === undefined;
}

/** The last word of keys whose values are no secret. */
const PUBLIC_WORD =
  /^(?:[a-z]*(?:name|address)|user|login|email|host|port|endpoint|url|uri|server|region|zone|db|database|engine|driver|type|project|provider|issuer|id|role|scopes?|bucket|crt|cert|pub)$/;
