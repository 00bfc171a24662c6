import { basename, dirname, isAbsolute, join, sep } from 'node:path';
import { readFile } from '../documents/read.ts';
import { LineIndex } from '../documents/lines.ts';
import type { Lookup } from '../engine/lookup.ts';
import type { Selection } from '../engine/selection.ts';
import { absolutePath, fileUri } from '../host/absolutePath.ts';
import type { Resource } from '../resources/resource.ts';
import type { CheckError, CheckFinding, CheckGap, CheckedResource } from '../reports/checkResult.ts';
import { AnalysedFile, type FileReport } from '../workspace/analysis.ts';
import { isTemplatePath, wantedDocuments } from '../workspace/files.ts';
import { isKustomization, patchesOf } from '../workspace/kustomize.ts';
import type { Config } from './configFiles.ts';
import { readInput, STANDARD_INPUT } from './inputs.ts';

/** What a check found in some of the files, ready to be sent to another thread. */
export interface ShardResult {
  readonly findings: readonly CheckFinding[];
  readonly notChecked: readonly CheckGap[];
  /** Files that could not be read. */
  readonly unreadable: readonly CheckError[];
  /** What could not be parsed, and rules that failed. */
  readonly errors: readonly CheckError[];
  readonly documents: number;
  readonly resources: number;
  readonly files: number;
}

/** What a thread has to know to read files. Can be sent to one. */
export interface ReadTask {
  /** Absolute paths of the files that a kustomization lays over its base. */
  readonly patches: ReadonlySet<string>;
  /** Types of resources that rules look up, in whatever file. */
  readonly lookedUp: ReadonlySet<string>;
}

/** Files that a thread reads and judges: first all are read, then, when all resources are known, all are judged. */
export class Shard {
  readonly #configOf: (file: string) => Config;
  readonly #folder = process.cwd();
  readonly #files: { readonly file: string; readonly analysed: AnalysedFile }[] = [];
  readonly #unreadable: CheckError[] = [];
  readonly #errors: CheckError[] = [];
  readonly #wanted = new Map<Selection, ReturnType<typeof wantedDocuments>>();
  #read = 0;
  #documents = 0;

  constructor(configOf: (file: string) => Config) {
    this.#configOf = configOf;
  }

  read(files: Iterable<string>, task: ReadTask): void {
    for (const file of files) {
      const { text, error } = readInput(file);
      if (text === undefined) {
        this.#unreadable.push({ file, message: `${error}.` });
        continue;
      }
      this.#read++;
      const source = readFile(text, {
        template: isTemplatePath(withSlashes(isAbsolute(file) ? file : `${this.#folder}/${file}`)),
        wanted: this.#wantedIn(file, task.lookedUp),
      });
      this.#documents += source.documents.length;
      if (source.documents.every(({ document }) => document.skipped)) continue;
      const absolute = absolutePath(file);
      const uri = file === STANDARD_INPUT ? 'stdin:' : fileUri(absolute);
      const analysed = new AnalysedFile(uri, source, { patch: task.patches.has(absolute) });
      this.#files.push({ file, analysed });
      this.#reportSyntax(file, analysed);
    }
  }

  /** The documents that the rules that are on for a file judge, or that some rule looks up. */
  #wantedIn(file: string, lookedUp: ReadonlySet<string>): ReturnType<typeof wantedDocuments> {
    const { selection } = this.#configOf(file);
    let wanted = this.#wanted.get(selection);
    if (wanted === undefined) {
      const judged = selection.active.flatMap(({ rule: { kinds } }) => (kinds === 'workload' ? [] : kinds));
      this.#wanted.set(selection, (wanted = wantedDocuments(new Set([...lookedUp, ...judged]))));
    }
    return wanted;
  }

  get resources(): Resource[] {
    return this.#files.flatMap(({ analysed }) => analysed.resources);
  }

  judge(lookup: Lookup, now: number): ShardResult {
    const findings: CheckFinding[] = [];
    const notChecked: CheckGap[] = [];
    const errors = this.#errors;
    let resources = 0;
    for (const { file, analysed } of this.#files) {
      const report = analysed.report(this.#configOf(file).selection, lookup, now);
      resources += analysed.resources.length;
      findings.push(...findingsOf(file, analysed, report));
      for (const { ruleId, resource, reason } of report.notChecked)
        notChecked.push({ ruleId, file, resource: describe(resource), reason });
      for (const { ruleId, resource, error } of report.crashed) {
        const reason = error instanceof Error ? error.message : String(error);
        errors.push({ file, message: `The rule ${ruleId} failed on ${resource.label}; please report it: ${reason}` });
      }
    }
    return {
      findings,
      notChecked,
      unreadable: this.#unreadable,
      errors,
      documents: this.#documents,
      resources,
      files: this.#read,
    };
  }

  #reportSyntax(file: string, analysed: AnalysedFile): void {
    for (const [index, { source }] of analysed.documents.entries()) {
      if (source.problems.length === 0) continue;
      const lines = new LineIndex(source.text);
      for (const { start, message } of source.problems) {
        this.#errors.push({ file, message, position: analysed.toFile(index, lines.positionAt(start)) });
      }
    }
  }
}

function findingsOf(file: string, analysed: AnalysedFile, report: FileReport): CheckFinding[] {
  const findings = report.findings.map(({ finding, document, start, end, suppressed }): CheckFinding => ({
    ruleId: finding.ruleId,
    severity: finding.severity,
    message: finding.message,
    file,
    range: { start: analysed.toFile(document, start), end: analysed.toFile(document, end) },
    path: finding.resource.origin(finding.path).path,
    resource: describe(finding.resource),
    fixable: finding.fixes.length > 0,
    ...(suppressed === undefined ? {} : { suppressed }),
  }));
  const ofComments = report.directiveProblems.map(
    ({ ruleId, severity, message, document, start, end }): CheckFinding => {
      const { lines, resources } = analysed.documents[document] ?? { lines: new LineIndex(''), resources: [] };
      const range = {
        start: analysed.toFile(document, lines.positionAt(start)),
        end: analysed.toFile(document, lines.positionAt(end)),
      };
      return { ruleId, severity, message, file, range, path: [], resource: describe(resources[0]), fixable: false };
    },
  );
  return [...findings, ...ofComments];
}

function withSlashes(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}

function describe(resource: Resource | undefined): CheckedResource {
  return {
    apiVersion: resource?.apiVersion ?? '',
    kind: resource?.kind ?? '',
    namespace: resource?.namespace ?? null,
    name: resource?.name ?? null,
  };
}

/** Absolute paths of the files that the kustomizations among these lay over their bases. */
export function patchFiles(files: readonly string[]): Set<string> {
  const patches = new Set<string>();
  for (const file of files) {
    if (!isKustomization(basename(file))) continue;
    const { text } = readInput(file);
    // All fields that name patches have this in their names; most kustomizations have none, and are read later anyway.
    if (text === undefined || !/patches|\\/u.test(text)) continue;
    const folder = dirname(absolutePath(file));
    for (const { document } of readFile(text).documents) {
      for (const path of patchesOf(document.data)) patches.add(join(folder, path));
    }
  }
  return patches;
}
