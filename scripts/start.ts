// Usage: npm start [-- --check] [-- --port PORT]
// Builds, and opens VS Code with the extension on examples/: the desktop `code` where it is on PATH, else code-server,
// whose address is printed and which stays up until Ctrl-C. With --check it ends as soon as the workbench has answered.
import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { packageExtension } from './package.ts';
import { provideCodeServer, startCodeServer, workbenchAddress, type CodeServer } from './vscode/codeServer.ts';

const root = join(import.meta.dirname, '..');
const examples = join(root, 'examples');
const firstFile = join(examples, 'unhardened', 'deployment.yaml');
const say = (text: string): void => void process.stderr.write(`${text}\n`);

try {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false }, port: { type: 'string' } } });
  const code = findDesktop();
  if (code !== undefined && !values.check) await openDesktop(code);
  else await openInBrowser(values.port === undefined ? 0 : Number(values.port), values.check);
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

function findDesktop(): string | undefined {
  const name = process.platform === 'win32' ? 'code.cmd' : 'code';
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));
}

async function openDesktop(code: string): Promise<void> {
  say('Building ...');
  await promisify(execFile)(process.execPath, ['esbuild.mjs'], { cwd: root });
  const args = [`--extensionDevelopmentPath=${root}`, examples, firstFile];
  say(`Opening ${code} on examples/.`);
  // A batch file needs a shell, which then needs the quotes.
  const shell = process.platform === 'win32';
  const child = spawn(shell ? `"${code}"` : code, shell ? args.map((arg) => `"${arg}"`) : args, {
    stdio: 'inherit',
    shell,
  });
  process.exitCode = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exit) => resolve(exit ?? 1));
  });
}

async function openInBrowser(port: number, check: boolean): Promise<void> {
  say('No `code` on PATH: using code-server. Building and packaging ...');
  const [script, { file }] = await Promise.all([provideCodeServer(say), packageExtension()]);
  const server = await startCodeServer(script, {
    workspaceTrust: false,
    settings: { 'workbench.colorTheme': 'Default Dark Modern' },
    vsix: [file],
    port,
  });
  const address = workbenchAddress(server.authority, examples, [
    ['openFile', `vscode-remote://${server.authority}${firstFile}`],
  ]);
  try {
    await answered(address);
    // Alone on its line and on standard output, so that a program can read it.
    console.log(address);
    if (check) return;
    say('VS Code with Hardlint on examples/ is at this address. Ctrl-C stops it.');
    await stopped(server);
  } finally {
    await server.stop();
  }
}

/** Resolves when the server delivers the workbench's page. */
async function answered(address: string): Promise<void> {
  const response = await fetch(address, { signal: AbortSignal.timeout(30_000) });
  const page = await response.text();
  if (!response.ok || !page.includes('workbench'))
    throw new Error(`${address} answered ${response.status} and no workbench.`);
}

/** Resolves when a person presses Ctrl-C, or the server has ended by itself. */
function stopped(server: CodeServer): Promise<void> {
  return Promise.race([
    new Promise<void>((resolve) => ['SIGINT', 'SIGTERM'].forEach((name) => process.once(name, () => resolve()))),
    server.ended.then(() => {
      throw new Error(`code-server ended by itself:\n${server.output()}`);
    }),
  ]);
}
