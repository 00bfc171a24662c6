import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after } from 'node:test';
import { build, type Plugin } from 'esbuild';
import type { CheckResult } from '../../server/src/reports/checkResult.ts';

const ROOT = join(import.meta.dirname, '../..');

export const SOURCE = join(ROOT, 'server/src/cli.ts');

let bundle: Promise<string> | undefined;

/** The command line bundled as the build does it, into a folder that is removed after the tests of the file. */
function bundled(): Promise<string> {
  return (bundle ??= (async () => {
    const outdir = join(newFolder(), 'dist');
    await build({
      entryPoints: ['cli', 'cliMain'].map((name) => join(ROOT, `server/src/${name}.ts`)),
      outdir,
      outExtension: { '.js': '.cjs' },
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      mainFields: ['module', 'main'],
      supported: { 'dynamic-import': false },
      define: { 'import.meta.dirname': '__dirname', 'import.meta.url': 'importMetaUrl', HARDLINT_VERSION: '"1.2.3"' },
      banner: { js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
      plugins: [lateFiles],
      logLevel: 'warning',
    });
    return join(outdir, 'cli.cjs');
  })());
}

const lateFiles: Plugin = {
  name: 'late-files',
  setup(build) {
    build.onResolve({ filter: /^\.\/cliMain\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './cliMain.cjs', external: true } : undefined,
    );
  },
};

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly input?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
  /** What runs instead of the bundle. */
  readonly program?: string;
}

/** Runs the command line as a process of its own, to its end. */
export async function hardlint(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  const child = spawn(process.execPath, [options.program ?? (await bundled()), ...args], {
    cwd: options.cwd,
    // Nothing of what the person who runs the tests has set may change what comes out.
    env: { PATH: process.env['PATH'], NODE_DISABLE_COMPILE_CACHE: '1', ...options.env },
  });
  // A process that reads nothing of its input closes it.
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input ?? '');
  const [stdout, stderr] = [gather(child.stdout), gather(child.stderr)];
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, stdout: stdout(), stderr: stderr() };
}

function gather(stream: NodeJS.ReadableStream): () => string {
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString('utf8');
}

/** What `check --format json` says, with its exit code. */
export async function checkJson(
  args: readonly string[],
  options: RunOptions = {},
): Promise<CheckResult & Pick<Ended, 'code' | 'stderr'>> {
  const { code, stdout, stderr } = await hardlint(['check', '--format', 'json', ...args], options);
  return { ...(JSON.parse(stdout) as CheckResult), code, stderr };
}

/** A folder with these files, which is removed after the tests of the file. */
export function folderOf(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = newFolder();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

function newFolder(): string {
  // The root of a repository, so that nothing above it has a say.
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'hardlint-test-')));
  mkdirSync(join(folder, '.git'));
  folders.push(folder);
  return folder;
}

const folders: string[] = [];
after(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A pod that breaks exactly one rule of the profile pss-baseline. */
export function privilegedPod(name = 'web'): string {
  return `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  namespace: shop
spec:
  containers:
    - name: app
      image: registry.example/app:1.0.0
      securityContext:
        privileged: true
`;
}

/** A pod that breaks no rule of the profile pss-baseline. */
export function calmPod(name = 'calm'): string {
  return privilegedPod(name).replace('privileged: true', 'privileged: false');
}
