import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder } from '../cacheFolder.mjs';
import { npm } from '../npm.mjs';
import { end, spawnOwned } from './childProcess.ts';

const version = '4.139.1';
const run = promisify(execFile);

/**
 * VS Code's own server and web workbench, from the npm package `code-server`: where a download from the vendor is not
 * reachable, a package registry often is. Fetched once into the cache folder.
 *
 * @returns The script that Node 24 runs.
 */
export async function provideCodeServer(say: (text: string) => void): Promise<string> {
  const folder = join(cacheFolder(), `code-server-${version}`);
  const script = join(folder, 'package', 'lib', 'vscode', 'out', 'server-main.js');
  if (existsSync(script)) return script;
  say(`Fetching code-server ${version} (VS Code 1.${version.split('.')[1]}) into ${folder}, once ...`);
  await mkdir(cacheFolder(), { recursive: true });
  // Made beside its final place and then renamed, so that an interrupted download never looks finished.
  const beside = await mkdtemp(join(cacheFolder(), 'code-server-'));
  try {
    await npm(['pack', `code-server@${version}`, '--pack-destination', beside]);
    const archive = (await readdir(beside)).find((name) => name.endsWith('.tgz'));
    if (archive === undefined) throw new Error('`npm pack code-server` left no archive.');
    await run('tar', ['-xzf', archive], { cwd: beside });
    await rm(join(beside, archive));
    // Without its native modules, which only terminals and file locks need: no compiler has to be there.
    const vscode = join(beside, 'package', 'lib', 'vscode');
    await npm(['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: vscode });
    await rm(folder, { recursive: true, force: true });
    await rename(beside, folder);
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
  return script;
}

export interface CodeServerOptions {
  /** Off: every workspace is trusted. On: it is not, until a person says so. */
  readonly workspaceTrust: boolean;
  /** Settings of the person, for example the colour theme. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Packaged extensions to install before the start. */
  readonly vsix?: readonly string[];
  /** Further environment variables of the server, and so of the extension host. */
  readonly env?: Readonly<Record<string, string>>;
  /** Let a page run extension tests and report their end. */
  readonly testDriver?: boolean;
  /** Where to listen; any free port when it is not given. */
  readonly port?: number;
}

/** Nothing stands beside the editor or asks questions at the start. */
const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'git.openRepositoryInParentFolders': 'never',
};

export interface CodeServer {
  /** `127.0.0.1:PORT`, which is also the authority of `vscode-remote:` addresses. */
  readonly authority: string;
  /** What the server has printed so far. */
  readonly output: () => string;
  /** Resolves when the process has ended, for whatever reason. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** Starts a server with data of its own in a temporary folder, which goes when it stops. Resolves when it listens. */
export async function startCodeServer(script: string, options: CodeServerOptions): Promise<CodeServer> {
  const data = await mkdtemp(join(tmpdir(), 'hardlint-code-server-'));
  await writeSettings(join(data, 'data', 'Machine'), {
    'chat.disableAIFeatures': true,
    'extensions.autoUpdate': false,
  });
  await writeSettings(join(data, 'data', 'User'), { ...quietSettings, ...options.settings });
  const common = ['--server-data-dir', data, '--accept-server-license-terms', '--telemetry-level', 'off'];
  for (const vsix of options.vsix ?? []) {
    await run(process.execPath, [script, ...common, '--install-extension', vsix, '--force']);
  }
  const args = [
    ...[script, ...common, '--host', '127.0.0.1', '--port', String(options.port ?? 0), '--without-connection-token'],
    ...(options.workspaceTrust ? [] : ['--disable-workspace-trust']),
    ...(options.testDriver ? ['--enable-smoke-test-driver'] : []),
  ];
  const child = spawnOwned(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...options.env },
  });
  let output = '';
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const removeData = (): Promise<void> => rm(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  const port = await new Promise<string>((resolve, reject) => {
    const failed = (): void => reject(new Error(`code-server ended before it listened:\n${output}`));
    child.once('exit', failed);
    child.once('error', reject);
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        const found = /Extension host agent listening on (\d+)/.exec(output)?.[1];
        if (found !== undefined) resolve(found);
      });
    }
  }).catch(async (error: unknown) => {
    await removeData();
    throw error;
  });
  return {
    authority: `127.0.0.1:${port}`,
    output: () => output,
    ended,
    async stop() {
      await end(child);
      await removeData();
    },
  };
}

async function writeSettings(folder: string, settings: Readonly<Record<string, unknown>>): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'settings.json'), JSON.stringify(settings));
}

/** The address of the workbench with a folder open. The payload is read by the workbench itself. */
export function workbenchAddress(
  authority: string,
  folder: string,
  payload: readonly (readonly [string, string])[] = [],
): string {
  const query = new URLSearchParams({ folder });
  if (payload.length > 0) query.set('payload', JSON.stringify(payload));
  return `http://${authority}/?${query.toString().replaceAll('+', '%20')}`;
}
