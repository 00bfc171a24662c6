import { findCredential, isSample } from '../../resources/credentialPatterns.ts';
import { isCredential } from '../../resources/credentials.ts';
import type { Value } from '../../resources/value.ts';

/** A credential on a command line: the item that holds it, and what it is, never its value. */
export interface CommandCredential {
  readonly at: Value;
  /** `the flag --password`, `a URL with a password`. */
  readonly description: string;
}

/** Credentials in the items of a `command` or `args` list: flags with their values, and whole scripts. */
export function* commandCredentials(items: readonly Value[]): Generator<CommandCredential> {
  const program = items[0]?.string ?? '';
  for (const [index, at] of items.entries()) {
    const text = at.string;
    if (text === undefined) continue;
    const known = findCredential(text);
    // Tokens of a known form are for secret-pattern-in-manifest, wherever they stand.
    if (known !== undefined && known.kind !== 'url') continue;
    const description =
      (/\s/.test(text) ? inScript(text) : inWord(text, items[index - 1]?.string, program)) ?? known?.description;
    if (description !== undefined) yield { at, description };
  }
}

/** One word of a command: a flag with its value, the value of the flag before it, or an address. */
function inWord(word: string, before: string | undefined, program: string): string | undefined {
  const [, flag, value] = /^--?([A-Za-z][\w.-]*)=(.*)$/s.exec(word) ?? [];
  if (flag !== undefined && value !== undefined && isCredential(flag, unquoted(value))) return `the flag ${flag}`;
  const [, flagBefore] = /^--?([A-Za-z][\w.-]*)$/.exec(before ?? '') ?? [];
  if (flagBefore !== undefined && !word.startsWith('-') && isCredential(flagBefore, word))
    return `the flag ${flagBefore}`;
  const short = SQL_CLIENT.test(program) ? /^-p(.+)$/.exec(word)?.[1] : undefined;
  if (short !== undefined && !isSample(short)) return 'the flag -p';
  return undefined;
}

/** A script, as `sh -c` takes it. */
function inScript(script: string): string | undefined {
  for (const [, flag = '', value = ''] of script.matchAll(FLAG)) {
    if (isCredential(flag, unquoted(value))) return `the flag ${flag}`;
  }
  for (const [, name = '', value = ''] of script.matchAll(VARIABLE)) {
    if (isCredential(name, unquoted(value))) return `the variable ${name}`;
  }
  const password = SQL_FLAG.exec(script)?.[1];
  if (password !== undefined && !isSample(unquoted(password))) return 'the flag -p';
  const user = USER_FLAG.exec(script)?.[1];
  if (user !== undefined && !isSample(unquoted(user))) return 'the flag -u';
  const header = AUTHORIZATION.exec(script)?.[1];
  if (header !== undefined && !isSample(header)) return 'an Authorization header';
  return undefined;
}

function unquoted(text: string): string {
  return /^(["'])(.*)\1$/s.exec(text)?.[2] ?? text;
}

const WORD = `"[^"\\n]{0,300}"|'[^'\\n]{0,300}'|[^\\s"';|&<>()]{1,300}`;
const FLAG = new RegExp(`(?:^|\\s)--?([A-Za-z][\\w.-]{1,80})(?:=|[ \\t]+)(${WORD})`, 'g');
const VARIABLE = new RegExp(`(?:^|[\\s;])([A-Z_][A-Z0-9_]{2,80})=(${WORD})`, 'g');
const SQL_CLIENT = /(?:^|\/)(?:mysql|mysqldump|mysqladmin|mariadb|mariadb-dump|mariadb-admin)$/;
const SQL_FLAG = new RegExp(
  `\\b(?:mysql|mysqldump|mysqladmin|mariadb|mariadb-dump|mariadb-admin)\\b[^\\n;|&]{0,300}?\\s-p(${WORD})`,
);
const USER_FLAG = new RegExp(`\\bcurl\\b[^\\n;|&]{0,300}?\\s(?:-u|--user)[ \\t]*["']?[\\w.@-]{1,80}:(${WORD})`);
const AUTHORIZATION = /\bAuthorization:\s*(?:Bearer|Basic|token)\s+([\w.~+/=$-]{8,})/i;
