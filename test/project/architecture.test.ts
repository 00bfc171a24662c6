import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, it } from 'node:test';
import { ROOT } from '../../scripts/generate/outputs.ts';

/**
 * What each room of the server may import, beside itself: the arrows of the design, which all point one way.
 * `server/src/settings.ts` is plain data that the engine, the workspace and the surfaces all read.
 */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  documents: [],
  resources: ['documents'],
  engine: ['documents', 'resources', 'settings'],
  rules: ['documents', 'resources', 'engine'],
  settings: ['documents', 'resources', 'engine'],
  protocol: [],
  rulePages: [],
  host: ['workspace/files', 'workspace/kustomize'],
  workspace: ['documents', 'resources', 'engine', 'rules', 'settings', 'host/host'],
  reports: ['documents', 'engine', 'rulePages'],
  cli: ['documents', 'resources', 'engine', 'rules', 'settings', 'host', 'workspace', 'reports', 'cliMain'],
  features: ['documents', 'resources', 'engine', 'rules', 'settings', 'workspace', 'protocol', 'rulePages'],
  server: ['features', 'host/host', 'workspace', 'rules', 'protocol'],
  main: ['server', 'host'],
  cliMain: ['cli', 'settings'],
};

/** Packages, and the only rooms that may import them. */
const PACKAGES: Readonly<Record<string, (file: string) => boolean>> = {
  vscode: (file) => file.startsWith('client/'),
  'vscode-languageclient': (file) => file.startsWith('client/'),
  'vscode-languageserver': (file) => /^server\/src\/(features\/|main\.ts|server\.ts|browser\.ts)/u.test(file),
  'vscode-languageserver-textdocument': (file) => /^server\/src\/(features\/|server\.ts)/u.test(file),
  'vscode-languageserver-protocol': (file) => file === 'server/src/protocol.ts',
  yaml: (file) => file.startsWith('server/src/documents/'),
  ignore: (file) => file.startsWith('server/src/host/'),
  picomatch: (file) => file.startsWith('server/src/workspace/'),
  'fastest-levenshtein': (file) => file === 'server/src/settings.ts',
};

/** Rooms that also run in a web worker, where there is no Node. */
const PLATFORM_FREE = [
  'documents',
  'resources',
  'engine',
  'rules',
  'workspace',
  'features',
  'settings',
  'protocol',
  'server',
];

interface Import {
  readonly file: string;
  readonly target: string;
  readonly typeOnly: boolean;
}

const files = ['client/src', 'server/src'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`),
);
const imports = files.flatMap(importsOf);

function importsOf(file: string): Import[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const statements = text.matchAll(
    /^(?:import|export)\s+(type\s+)?(?:[^'"]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gmu,
  );
  return [...statements].map(([, type, named, late]) => {
    const target = named ?? late ?? '';
    const resolved = target.startsWith('.') ? normalize(join(dirname(file), target)).replaceAll('\\', '/') : target;
    return { file, target: resolved, typeOnly: type !== undefined };
  });
}

/** The room of a server file: its folder, or its own name at the top. */
function roomOf(file: string): string {
  return file.slice('server/src/'.length).split('/')[0]?.replace(/\.ts$/u, '') ?? '';
}

describe('architecture', () => {
  it('sees the imports', () => {
    assert.ok(imports.length > 100);
  });

  it('lets data flow one way through the server', () => {
    const backwards = imports.filter(({ file, target }) => {
      if (!file.startsWith('server/') || !target.startsWith('server/')) return false;
      const [from, to] = [roomOf(file), roomOf(target)];
      if (from === to || from === 'cli.ts') return false;
      const inside = target.slice('server/src/'.length).replace(/\.ts$/u, '');
      const allowed = MAY_IMPORT[from];
      assert.ok(allowed, `${file}: a new room; say in MAY_IMPORT what it may import`);
      return !allowed.some((room) => room === to || room === inside);
    });
    assert.deepEqual(backwards, []);
  });

  it('lets the client know nothing of the server but its protocol', () => {
    const other = imports.filter(
      ({ file, target }) =>
        file.startsWith('client/') && target.startsWith('server/') && target !== 'server/src/protocol.ts',
    );
    assert.deepEqual(other, []);
  });

  it('imports packages only where they belong', () => {
    const misplaced = imports.filter(({ file, target }) => {
      if (target.startsWith('client/') || target.startsWith('server/') || target.startsWith('node:')) return false;
      const name = target
        .split('/')
        .slice(0, target.startsWith('@') ? 2 : 1)
        .join('/');
      const allowed = PACKAGES[name];
      assert.ok(allowed, `${file} imports ${target}: say in PACKAGES where it may be imported`);
      return !allowed(file);
    });
    assert.deepEqual(misplaced, []);
  });

  it('keeps Node out of what a web worker runs', () => {
    const node = imports.filter(
      ({ file, target }) =>
        target.startsWith('node:') && file.startsWith('server/') && PLATFORM_FREE.includes(roomOf(file)),
    );
    assert.deepEqual(node, []);
  });

  it('has no circle of imports', () => {
    const edges = new Map(
      files.map((file) => [
        file,
        imports.filter((one) => one.file === file && !one.typeOnly).map(({ target }) => target),
      ]),
    );
    const done = new Set<string>();
    const visit = (file: string, above: readonly string[]): void => {
      assert.ok(!above.includes(file), `a circle: ${[...above, file].join(' -> ')}`);
      if (done.has(file)) return;
      for (const target of edges.get(file) ?? []) if (edges.has(target)) visit(target, [...above, file]);
      done.add(file);
    };
    for (const file of files) visit(file, []);
  });
});
