import { spawn } from 'node:child_process';
import { basename } from 'node:path';

/**
 * Runs npm and resolves when it succeeded. Its output is kept, and shown only in the error of a failure.
 * The npm that started this process is used when there is one: on Windows `npm` alone is a batch file, which needs a shell.
 */
export function npm(args, { cwd = process.cwd(), onOutput = () => {} } = {}) {
  const own = process.env.npm_execpath;
  const isOwn = own !== undefined && basename(own).startsWith('npm') && /\.c?js$/.test(own);
  const [command, prefix] = isOwn ? [process.execPath, [own]] : ['npm', []];
  const child = spawn(command, [...prefix, ...args], {
    cwd,
    shell: !isOwn && process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
    // Settings of the outer `npm run` (its prefix, its folder) must not steer this one.
    env: Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !/^npm_config_(local_)?prefix$/i.test(name)),
    ),
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output += text;
      onOutput(text);
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(new Error(`npm could not be started (${error.message}). Is it on PATH?`)));
    child.once('close', (code) => {
      if (code === 0) resolve(output);
      else reject(new Error(`\`npm ${args.join(' ')}\` failed with exit code ${code}:\n${output.trim()}`));
    });
  });
}
