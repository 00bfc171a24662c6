import { spawn } from 'node:child_process';
import { join } from 'node:path';

export interface Usage {
  /** Milliseconds from the start to the end of the process. */
  readonly wall: number;
  /** Milliseconds of processor time, of all threads. */
  readonly cpu: number;
  /** Peak memory in megabytes (10^6 bytes). */
  readonly peak: number;
  readonly output: string;
  readonly code: number | null;
}

/** Runs a Node process to its end. @param args Options of Node, the script, and its arguments. */
export async function run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Usage> {
  const began = performance.now();
  const child = spawn(process.execPath, ['--require', join(import.meta.dirname, 'usage.cjs'), ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
  });
  const [output, usage] = [gather(child.stdout), gather(child.stdio[3] as NodeJS.ReadableStream)];
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  const wall = performance.now() - began;
  const { cpu, peak } = JSON.parse(usage() || '{"cpu":0,"peak":0}') as Pick<Usage, 'cpu' | 'peak'>;
  return { wall, cpu, peak, output: output(), code };
}

function gather(stream: NodeJS.ReadableStream | null): () => string {
  const chunks: Buffer[] = [];
  stream?.on('data', (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString('utf8');
}

/** Runs two things in turn, so that what else the machine does weighs on both. */
export async function inTurn<A, B>(
  runs: number,
  first: () => Promise<A>,
  second: () => Promise<B>,
): Promise<readonly { readonly first: A; readonly second: B }[]> {
  const pairs = [];
  for (let index = 0; index < runs; index++) pairs.push({ first: await first(), second: await second() });
  return pairs;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** @param share From 0 to 1. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}
