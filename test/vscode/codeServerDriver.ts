import { format } from 'node:util';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../../scripts/vscode/chromium.ts';
import { provideCodeServer, startCodeServer, workbenchAddress } from '../../scripts/vscode/codeServer.ts';
import { runDeadline, type Driver, type SuiteRun } from './driver.ts';

/** VS Code's server with its web workbench in Chromium. Rejects where one of the two cannot be had. */
export async function codeServerDriver(say: (text: string) => void): Promise<Driver> {
  const script = await provideCodeServer(say);
  const browser = await launchChromium(say);
  return async (run) => {
    const server = await startCodeServer(script, { workspaceTrust: !run.trusted, env: run.env, testDriver: true });
    const stopped = server.ended.then(() => {
      throw new Error(`code-server ended during the run:\n${server.output()}`);
    });
    stopped.catch(() => {});
    try {
      return await Promise.race([runInPage(browser, server.authority, run), stopped]);
    } finally {
      await browser.close();
      await server.stop();
    }
  };
}

async function runInPage(
  browser: Browser,
  authority: string,
  { extension, suite, folder, say }: SuiteRun,
): Promise<number> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const remote = (path: string): string => `vscode-remote://${authority}${path}`;
  const ended = new Promise<number>((resolve) => void page.exposeFunction('codeAutomationExit', resolve));
  await page.exposeFunction('codeAutomationLog', (_level: string, args: unknown[]) => {
    const text = format(...args);
    if (!isNoise(text)) say(text);
  });
  const late = new Promise<never>((_, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`The suite did not end within ${runDeadline / 1000} s.`)),
      runDeadline,
    );
    void ended.then(() => clearTimeout(timer));
  });
  await page.goto(
    workbenchAddress(authority, folder, [
      ['extensionDevelopmentPath', remote(extension)],
      ['extensionTestsPath', remote(suite)],
      ['skipWelcome', 'true'],
    ]),
  );
  return Promise.race([ended, late]);
}

/** What VS Code says about itself, in a place without network and without its native modules. */
function isNoise(text: string): boolean {
  return /^(Resolv(ing|ed) connection|Creating a socket|Updating additional builtin|\[(reconnection|AccountPolicyGate|Service Worker)|Cannot find module '\.\/build)|^Error: Could not locate the bindings|^Timed out waiting for authentication|AgentHost|open-vsx|Marketplace/.test(
    text,
  );
}
