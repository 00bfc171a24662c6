import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';

const running = new Set<ChildProcess>();

/** Starts a process that never outlives this one, however this one ends. Its own children end with it. */
export function spawnOwned(command: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  // A group of its own can be ended as a whole; Windows has no such thing and needs taskkill.
  const child = spawn(command, args, { ...options, detached: process.platform !== 'win32' });
  if (running.size === 0) endWithThisProcess();
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/** Ends the process and what it started: politely, and by force after a deadline. */
export async function end(child: ChildProcess, deadline = 3000): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const force = setTimeout(() => signal(child, 'SIGKILL'), deadline);
  signal(child, 'SIGTERM');
  await gone;
  clearTimeout(force);
}

let registered = false;

function endWithThisProcess(): void {
  if (registered) return;
  registered = true;
  process.once('exit', () => running.forEach((child) => signal(child, 'SIGKILL')));
  for (const [name, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    process.once(name, () => {
      // A script that ends in order on this signal says so by a listener of its own.
      if (process.listenerCount(name) === 0) process.exit(code);
    });
  }
}

function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') spawn('taskkill', ['/pid', String(child.pid), '/T', '/F']);
    else process.kill(-child.pid, name);
  } catch {
    // It has ended already.
  }
}
