import { mkdtemp, rm, mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { end, spawnOwned } from '../../scripts/vscode/childProcess.ts';
import { runDeadline, type Driver } from './driver.ts';

/** The desktop VS Code, downloaded from its vendor. Rejects where it cannot be. */
export async function desktopDriver(say: (text: string) => void): Promise<Driver> {
  const hasDisplay = process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'];
  if (!hasDisplay) throw new Error('The desktop VS Code needs a display: run this under `xvfb-run -a`.');
  say('Fetching the desktop VS Code unless it is there ...');
  const executable = await downloadAndUnzipVSCode();
  return async ({ extension, suite, folder, trusted, env }) => {
    const data = await mkdtemp(join(tmpdir(), 'hardlint-vscode-'));
    const settings = { 'chat.disableAIFeatures': true, 'security.workspace.trust.startupPrompt': 'never' };
    await mkdir(join(data, 'user', 'User'), { recursive: true });
    await writeFile(join(data, 'user', 'User', 'settings.json'), JSON.stringify(settings));
    const child = spawnOwned(
      executable,
      [
        ...[
          folder,
          '--no-sandbox',
          '--disable-gpu-sandbox',
          '--disable-updates',
          '--skip-welcome',
          '--skip-release-notes',
        ],
        ...(trusted ? ['--disable-workspace-trust'] : []),
        `--user-data-dir=${join(data, 'user')}`,
        `--extensions-dir=${join(data, 'extensions')}`,
        `--extensionDevelopmentPath=${extension}`,
        `--extensionTestsPath=${suite}`,
      ],
      { stdio: 'inherit', env: { ...process.env, ...env } },
    );
    try {
      return await new Promise<number>((resolve, reject) => {
        const timer = setTimeout(
          () => reject(new Error(`The suite did not end within ${runDeadline / 1000} s.`)),
          runDeadline,
        );
        child.once('error', reject);
        child.once('exit', (code) => {
          clearTimeout(timer);
          resolve(code ?? 1);
        });
      });
    } finally {
      await end(child);
      await rm(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    }
  };
}
