import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../../scripts/cacheFolder.mjs';

/** One check that forbids a pod, in the words of Kubernetes' own policy library. */
export interface Refusal {
  readonly check: string;
  readonly reason: string;
  readonly detail: string;
}

export interface PodAnswer {
  /** Every distinct refusal of the pod, once. */
  readonly refusals: readonly Refusal[];
  /** By level, then by version, both as asked: positions in {@link refusals}. None: the pod is allowed. */
  readonly verdicts: readonly (readonly (readonly number[])[])[];
}

export interface LabelsAnswer {
  /** `level:version` */
  readonly enforce: string;
  readonly audit: string;
  readonly warn: string;
  /** Paths of the labels that are refused. */
  readonly invalid: readonly string[];
}

export type YamlAnswer =
  { readonly json: string; readonly error?: never } | { readonly error: string; readonly json?: never };

/** What the Pod Security admission of Kubernetes 1.37 says of pods (`{metadata, spec}`, as the API server decodes them). */
export function askAboutPods(
  pods: readonly unknown[],
  levels: readonly string[],
  versions: readonly string[],
): Promise<PodAnswer[]> {
  return ask<PodAnswer>(['pods', levels.join(','), versions.join(',')], pods);
}

/** What it makes of a namespace's labels, on a server that sets no defaults of its own. */
export function askAboutLabels(labels: readonly Readonly<Record<string, string>>[]): Promise<LabelsAnswer[]> {
  return ask<LabelsAnswer>(['labels'], labels);
}

/** What `sigs.k8s.io/yaml` reads, as JSON text, or its error. */
export function askAboutYaml(texts: readonly string[]): Promise<YamlAnswer[]> {
  return ask<YamlAnswer>(['yaml'], texts);
}

async function ask<Answer>(args: string[], questions: readonly unknown[]): Promise<Answer[]> {
  const child = spawn(oracleProgram(), args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  // A program that stops early closes its input; its exit code tells more than the broken pipe.
  child.stdin.on('error', () => undefined);
  child.stdin.end(questions.map((question) => `${JSON.stringify(question)}\n`).join(''));
  const code = await ended;
  if (code !== 0) throw new Error(`The oracle (${args.join(' ').slice(0, 80)}) ended with ${code}.`);
  const answers = Buffer.concat(chunks)
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Answer);
  if (answers.length !== questions.length) {
    throw new Error(`The oracle answered ${answers.length} of ${questions.length} questions.`);
  }
  return answers;
}

/**
 * The path of the built program. It is built when its sources have changed since the last time, into the cache folder,
 * so that a second run costs nothing. Modules come through the Go module proxy the first time.
 */
function oracleProgram(): string {
  const sources = import.meta.dirname;
  const names = readdirSync(sources).filter((name) => /\.go$|^go\.(?:mod|sum)$/.test(name));
  const hash = createHash('sha256');
  for (const name of names.sort())
    hash
      .update(`${name}\0`)
      .update(readFileSync(join(sources, name)))
      .update('\0');
  const folder = join(cacheFolder(), 'oracle');
  const program = join(
    folder,
    `oracle-${hash.digest('hex').slice(0, 16)}${process.platform === 'win32' ? '.exe' : ''}`,
  );
  if (existsSync(program)) return program;

  mkdirSync(folder, { recursive: true });
  // Test files run at the same time: each builds under a name of its own, and the rename is atomic.
  const unfinished = `${program}.${process.pid}`;
  const build = spawnSync('go', ['build', '-trimpath', '-o', unfinished, '.'], { cwd: sources, encoding: 'utf8' });
  if (build.error) {
    throw new Error(
      `The oracle needs Go 1.26 or later on PATH (https://go.dev/dl/) to compare with Kubernetes' own libraries: ${build.error.message}`,
    );
  }
  if (build.status !== 0) throw new Error(`The oracle does not build:\n${build.stderr}`);
  renameSync(unfinished, program);
  return program;
}
