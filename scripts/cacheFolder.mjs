import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Where things that are fetched once are kept between runs, outside the checkout: a Node 24, code-server.
 * `HARDLINT_CACHE` names another folder; otherwise the platform's convention decides (XDG on Linux).
 */
export function cacheFolder(platform = process.platform, env = process.env) {
  if (env.HARDLINT_CACHE) return env.HARDLINT_CACHE;
  if (platform === 'win32') return join(env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'hardlint', 'Cache');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'hardlint');
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'hardlint');
}
