// Usage: node scripts/run.mjs scripts/screenshots.ts [THEME]...
// Takes the pictures of docs/images: the packaged extension in a real workbench, in the themes light, dark and contrast.
import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { packageExtension } from './package.ts';
import { launchChromium } from './vscode/chromium.ts';
import { provideCodeServer, startCodeServer, workbenchAddress } from './vscode/codeServer.ts';

const root = join(import.meta.dirname, '..');
const images = join(root, 'docs', 'images');
const themes: Readonly<Record<string, string>> = {
  light: 'Default Light Modern',
  dark: 'Default Dark Modern',
  contrast: 'Default High Contrast',
};
const say = (text: string): void => void process.stderr.write(`${text}\n`);

const chosen = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(themes);
const [script, { file }] = await Promise.all([provideCodeServer(say), packageExtension()]);
const browser = await launchChromium(say);
await mkdir(images, { recursive: true });
try {
  for (const name of chosen) {
    const theme = themes[name];
    if (theme === undefined) throw new Error(`A theme is one of ${Object.keys(themes).join(', ')}, not "${name}".`);
    await inTheme(browser, name, theme);
  }
} finally {
  await browser.close();
}

/** A folder of its own, so that the fix that is shown does not change the examples. */
async function inTheme(browser: Browser, name: string, theme: string): Promise<void> {
  const temporary = await mkdtemp(join(tmpdir(), 'hardlint-screenshots-'));
  // Its name is seen in the title of the explorer.
  const folder = join(temporary, 'shop');
  await cp(join(root, 'examples', 'unhardened'), folder, { recursive: true });
  const server = await startCodeServer(script, {
    workspaceTrust: false,
    vsix: [file],
    settings: {
      'workbench.colorTheme': theme,
      'workbench.layoutControl.enabled': false,
      'window.commandCenter': false,
      'editor.minimap.enabled': false,
      'editor.stickyScroll.enabled': false,
      'editor.fontSize': 13,
      'editor.scrollBeyondLastLine': false,
      'editor.hover.delay': 100,
      'editor.cursorBlinking': 'solid',
    },
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(30_000);
    const opened = `vscode-remote://${server.authority}${join(folder, 'deployment.yaml')}`;
    await page.goto(workbenchAddress(server.authority, folder, [['openFile', opened]]));
    await takePictures(page, name);
    await page.close();
  } finally {
    await server.stop();
    await rm(temporary, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

async function takePictures(page: Page, name: string): Promise<void> {
  const picture = async (what: string): Promise<void> => {
    const path = join(images, `${what}-${name}.png`);
    await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
    say(path);
  };
  const squiggles = page.locator('.squiggly-error');
  await page.locator('.monaco-editor .view-lines').first().waitFor();
  await squiggles.first().waitFor();
  await closeNotifications(page);

  await goTo(page, 'DATABASE_PASSWORD', 0);
  await runCommand(page, 'View: Focus Problems');
  await page.locator('.markers-panel .monaco-list-row').nth(1).waitFor();
  await picture('diagnostics');

  // The panel is closed again to leave room for what opens over the text.
  await runCommand(page, 'View: Hide Panel');
  await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
  await goTo(page, 'privileged: true', 14);
  await runCommand(page, 'Show or Focus Hover');
  const hover = page.locator('.monaco-editor .monaco-hover .hover-row').first();
  await hover.waitFor();
  await picture('hover');

  await page.keyboard.press('Escape');
  await hover.waitFor({ state: 'hidden' });
  await runCommand(page, 'Quick Fix...');
  await page.locator('.action-widget .monaco-list-row').first().waitFor();
  await picture('quick-fix');

  const before = await page.locator('[id="status.problems"]').getAttribute('aria-label');
  await page.locator('.action-widget .monaco-list-row', { hasText: 'Set privileged to false' }).first().click();
  await page.locator('.view-line', { hasText: 'privileged: false' }).waitFor();
  await page.locator('.action-widget .monaco-list-row').first().waitFor({ state: 'hidden' });
  // The new count shows that the finding is gone, and its underline with it.
  await page.locator(`[id="status.problems"]:not([aria-label="${before}"])`).waitFor();
  await picture('fixed');
}

/** Puts the cursor `column` characters into the line that holds the text, in the middle of the editor. */
async function goTo(page: Page, text: string, column: number): Promise<void> {
  const lines = (await readFile(join(root, 'examples', 'unhardened', 'deployment.yaml'), 'utf8')).split('\n');
  const index = lines.findIndex((line) => line.includes(text));
  const position = (lines[index] ?? '').indexOf(text) + column;
  await page.keyboard.press('Control+g');
  await page.locator('.quick-input-widget input').fill(`:${index + 1}:${position + 1}`);
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
}

async function runCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press('F1');
  const input = page.locator('.quick-input-widget input');
  await input.fill(`>${title}`);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
}

/** What VS Code itself has to say at a first start does not belong in a picture. */
async function closeNotifications(page: Page): Promise<void> {
  await runCommand(page, 'Notifications: Clear All Notifications');
}
