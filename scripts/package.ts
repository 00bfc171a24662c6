// Usage: node scripts/run.mjs scripts/package.ts [FILE]
// Builds, and packages the extension into dist/hardlint-VERSION.vsix or the file given. Prints its path and size.
import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '..');
const sizeLimit = 2_000_000;

/** Builds the bundles and packages them, offline. Rejects with what the tool printed, and when the file is too large. */
export async function packageExtension(file?: string): Promise<{ readonly file: string; readonly bytes: number }> {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  const out = resolve(file ?? join(root, 'dist', `hardlint-${version}.vsix`));
  await node('esbuild.mjs');
  // The README's pictures are addressed in the repository, which is where the marketplace looks for them.
  await node('node_modules/@vscode/vsce/vsce', 'package', '--no-dependencies', '--out', out);
  const { size } = await stat(out);
  if (size > sizeLimit) throw new Error(`${out} is ${size} bytes, over the limit of ${sizeLimit}.`);
  return { file: out, bytes: size };
}

async function node(...args: string[]): Promise<void> {
  try {
    await promisify(execFile)(process.execPath, args, { cwd: root });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`${args.join(' ')} failed:\n${stdout ?? ''}${stderr ?? ''}`.trim(), { cause: error });
  }
}

if (process.argv[1] === import.meta.filename) {
  const { file, bytes } = await packageExtension(process.argv[2]);
  console.log(`${file} (${(bytes / 1000).toFixed(0)} KB)`);
}
