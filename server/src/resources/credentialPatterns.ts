/**
 * Credentials that give themselves away by their form: tokens with a prefix of their issuer, private keys, and URLs with
 * a password. Published formats only, so that a match is hardly ever an accident.
 */

/** What was found, in words for a message; never the value itself. */
export interface CredentialMatch {
  /** With its article: `a GitHub token`. */
  readonly description: string;
  readonly kind: 'token' | 'private key' | 'url';
}

/**
 * The first credential in the text; undefined when there is none. Samples are none: the words of placeholders, one
 * character over and over, references to variables.
 *
 * One regular expression decides for nearly every text that there is nothing to find.
 */
export function findCredential(text: string): CredentialMatch | undefined {
  if (text.length < SHORTEST || !ANY_PREFIX.test(text)) return undefined;
  for (const { pattern, description, kind } of FORMATS) {
    for (const match of text.matchAll(pattern)) {
      const secret = match.groups?.['secret'] ?? match[0];
      if (!isSample(secret) && !(kind === 'url' && isSampleUrl(match[0], secret))) return { description, kind };
    }
  }
  return undefined;
}

/** Stands for a value that somebody still has to fill in, or for one that is kept elsewhere. */
export function isSample(secret: string): boolean {
  const letters = new Set(secret).size;
  return SAMPLE.test(secret) || REFERENCE.test(secret) || letters === 1 || (letters <= 3 && secret.length >= 8);
}

const SHORTEST = 12;

interface Format {
  readonly description: string;
  readonly kind: CredentialMatch['kind'];
  /** Begins with, or contains, what {@link ANY_PREFIX} looks for. A group `secret` holds the part that is secret. */
  readonly pattern: RegExp;
}

const FORMATS: readonly Format[] = [
  {
    description: 'a private key',
    kind: 'private key',
    // Older keys have header lines (`Proc-Type`), PGP keys a version line, before the base64 text. In JSON line ends are escaped.
    pattern:
      /-----BEGIN (?:[A-Z]+ ){0,2}PRIVATE KEY(?: BLOCK)?-----(?:\s|\\[nr])+(?:[A-Za-z-]{1,30}: [^\n\\]{0,200}(?:\s|\\[nr])+){0,4}(?<secret>[A-Za-z0-9+/]{16})/g,
  },
  token('a GitHub token', /\bgh[pousr]_[A-Za-z0-9]{36}/g),
  token('a GitHub token', /\bgithub_pat_[A-Za-z0-9_]{60}/g),
  token('a GitLab token', /\bgl(?:pat|dt|rt|cbt|ptt|ft|agent)-[A-Za-z0-9_-]{20}/g),
  token('a Slack token', /\bxox[abeoprs]-[0-9A-Za-z]{1,20}-[0-9A-Za-z-]{10,}/g),
  token(
    'a Slack webhook',
    /\bhooks\.slack\.com\/(?:services\/T[A-Z0-9]{6,}\/B[A-Z0-9]{6,}|workflows\/[A-Z0-9/]{10,60})\/[A-Za-z0-9]{16}/g,
  ),
  token('a Discord webhook', /\bdiscord(?:app)?\.com\/api\/webhooks\/\d{10,}\/[A-Za-z0-9_-]{40}/g),
  token('a Google API key', /\bAIza[A-Za-z0-9_-]{35}/g),
  token('a Google OAuth secret', /\bGOCSPX-[A-Za-z0-9_-]{28}/g),
  token('a Stripe key', /\b[rs]k_live_[A-Za-z0-9]{16}/g),
  token('an npm token', /\bnpm_[A-Za-z0-9]{36}/g),
  token('a PyPI token', /\bpypi-AgE[A-Za-z0-9_-]{50}/g),
  token('a SendGrid key', /\bSG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{40}/g),
  token('a Docker Hub token', /\bdckr_pat_[A-Za-z0-9_-]{27}/g),
  token('a Vault token', /\bhv[sbr]\.[A-Za-z0-9_-]{24}/g),
  token('a DigitalOcean token', /\bdo[opr]_v1_[a-f0-9]{64}/g),
  token('an Anthropic API key', /\bsk-ant-[a-z0-9]{3,10}-[A-Za-z0-9_-]{32}/g),
  token('an OpenAI API key', /\bsk-(?:proj|svcacct|admin)-[A-Za-z0-9_-]{32}/g),
  token('a Grafana token', /\bgl(?:sa|c)_[A-Za-z0-9+/_-]{32}/g),
  token('an Azure storage key', /\bAccountKey=(?<secret>[A-Za-z0-9+/]{86}==)/g),
  // The id of an AWS key is no secret; with the key itself in the same text it is.
  token(
    'an AWS access key',
    /\bA(?:KI|SI)A[A-Z2-7]{16}\b[^]{0,300}?(?<![A-Za-z0-9+/=])(?<secret>[A-Za-z0-9+/]{40})(?![A-Za-z0-9+/=])/g,
  ),
  token(
    'an AWS secret access key',
    /\baws_secret_access_key["']?\s{0,5}[=:]\s{0,5}["']?(?<secret>[A-Za-z0-9+/]{40})(?![A-Za-z0-9+/=])/gi,
  ),
  token('a signed token (JWT)', /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.(?<secret>[A-Za-z0-9_-]{20})/g),
  {
    description: 'a URL with a password',
    kind: 'url',
    pattern:
      /\b[A-Za-z][A-Za-z0-9+.-]{1,20}:\/\/[^\s/@:"'`<>(){}]{0,100}:(?<secret>[^\s/@"'`<>]{1,200})@[A-Za-z0-9[][^\s"'`]{0,300}/g,
  },
];

function token(description: string, pattern: RegExp): Format {
  return { description, kind: 'token', pattern };
}

/** What at least one of {@link FORMATS} needs, cheap to look for in a long text. */
const ANY_PREFIX =
  /-----BEGIN |\bgh[pousr]_|\bgithub_pat_|\bgl(?:pat|dt|rt|cbt|ptt|ft|agent)-|\bxox[abeoprs]-|hooks\.slack\.com|\/api\/webhooks\/|\bAIza|\bGOCSPX-|\b[rs]k_live_|\bnpm_|\bpypi-AgE|\bSG\.|\bdckr_pat_|\bhv[sbr]\.|\bdo[opr]_v1_|\bsk-(?:ant|proj|svcacct|admin)-|\bglsa_|\bglc_|\bAccountKey=|\bA(?:KI|SI)A[A-Z2-7]{16}|aws_secret_access_key|\beyJ|:\/\/[^\s/@:"'`<>(){}]{0,100}:[^\s/@"'`<>]{1,200}@/i;

/** Words of documentation and templates. `password` is none: it is a bad password, but it opens the door. */
const SAMPLE =
  /example|sample|placeholder|change.?me|change.?this|replace|redacted|removed|dummy|insert|<|>|\.\.\.|…|^your|[-_ ]your[-_ ]|[-_]here$|to.?do\b|^tbd$|xxxx|\*\*\*|^x+$|^\*+$|fixme/i;

/** Something else puts the value there: the kubelet, a shell, a template, a secret manager. */
const REFERENCE = /\$\(|\$\{|\$[A-Za-z_]|\{\{|%\(|%[A-Za-z_]+%|^%[sdvq]|^\$\d|^@|\[\[|^__.*__$/;

/** Hosts of documentation (RFC 2606), and passwords that name their own place. */
function isSampleUrl(url: string, password: string): boolean {
  return (
    /@[^/?#]*\bexample\.(?:com|org|net)\b/i.test(url) ||
    (/^(?:pass(?:word|wd)?|pwd)$/i.test(password) && /:\/\/user(?:name)?:/i.test(url))
  );
}
