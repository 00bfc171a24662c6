/**
 * One spelling for each file. A client and the file system differ in what they percent-encode and in the case of a
 * drive letter (`file:///C:/a(1).yaml`, `file:///c%3A/a%281%29.yaml`); this is VS Code's spelling, so that what is sent
 * to it is what it would have written. What has no path below an authority (`untitled:Untitled-1`) stays as it is.
 */
export function canonicalUri(uri: string): string {
  const [, start, path, rest] = /^([a-z][a-z0-9+.-]*:\/\/[^/?#]*)([^?#]*)(.*)$/isu.exec(uri) ?? [];
  if (start === undefined || path === undefined) return uri;
  const drive = /^\/([a-z])(?::|%3a)(?=\/|$)/iu.exec(path)?.[1];
  const below = drive === undefined ? path : path.slice(path.indexOf('/', 1) < 0 ? path.length : path.indexOf('/', 1));
  const encoded = below
    .split('/')
    .map((segment) => encode(decode(segment)))
    .join('/');
  return `${start}${drive === undefined ? '' : `/${drive.toLowerCase()}%3A`}${encoded}${rest ?? ''}`;
}

/** The URI of a folder, ending with one slash, so that it is the start of all that lies in it. */
export function folderUri(uri: string): string {
  const canonical = canonicalUri(uri);
  return canonical.endsWith('/') ? canonical : `${canonical}/`;
}

/** The path below a folder as people write it: decoded, with forward slashes. */
export function pathBelow(folder: string, uri: string): string {
  return uri.slice(folder.length).split('/').map(decode).join('/');
}

/** The file that a relative path names, as seen from another file; undefined when it names none. */
export function uriBeside(base: string, path: string): string | undefined {
  try {
    return canonicalUri(new URL(path.split('/').map(encode).join('/'), base).href);
  } catch {
    return undefined;
  }
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function encode(segment: string): string {
  // A lone surrogate has no UTF-8, so it can be in no file's name.
  return encodeURIComponent(segment.replace(/\p{Surrogate}/gu, '\ufffd')).replace(
    /[!'()*]/gu,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
