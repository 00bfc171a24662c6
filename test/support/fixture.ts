import { readFile } from '../../server/src/documents/read.ts';
import { LineIndex } from '../../server/src/documents/lines.ts';
import type { Resource } from '../../server/src/resources/resource.ts';
import { NOTHING_ELSE_SEEN, type Lookup } from '../../server/src/engine/lookup.ts';
import { Selection } from '../../server/src/engine/selection.ts';
import type { Rule } from '../../server/src/engine/rule.ts';
import { DEFAULT_SETTINGS, parseSettings, type Settings } from '../../server/src/settings.ts';
import { AnalysedFile, type FileReport } from '../../server/src/workspace/analysis.ts';

/** A place on one line: line and columns from 0, end exclusive; `end` undefined where only the start is marked. */
export interface Mark {
  readonly line: number;
  readonly start: number;
  readonly end: number | undefined;
  readonly ruleId: string;
}

export interface Fixture {
  /** The text without its marks. */
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly header: Header;
}

interface Header {
  readonly settings: unknown;
  readonly rules: readonly string[];
  readonly alone: boolean;
  readonly template: boolean;
  readonly uri: string;
}

const CARETS = /^\s*#\s*(\^+(?:\s+\^+)*)\s+([a-z][a-z0-9 ,-]*)$/u;
const AT_LINE_END = /\s*# <- ([a-z][a-z0-9, -]*)$/u;

/** Takes the marks (carets below a line, or `# <- id` at its end) out of a fixture. */
export function parseFixture(marked: string): Fixture {
  const lines: string[] = [];
  const marks: Mark[] = [];
  for (const line of marked.split('\n')) {
    const carets = CARETS.exec(line);
    if (carets?.[2] !== undefined) {
      for (const run of line.matchAll(/\^+/gu)) {
        for (const ruleId of carets[2].split(/[\s,]+/u)) {
          marks.push({ line: lines.length - 1, start: run.index, end: run.index + run[0].length, ruleId });
        }
      }
      continue;
    }
    const atEnd = AT_LINE_END.exec(line);
    for (const ruleId of atEnd?.[1]?.split(/[\s,]+/u) ?? [])
      marks.push({ line: lines.length, start: 0, end: undefined, ruleId });
    lines.push(atEnd ? line.slice(0, atEnd.index) : line);
  }
  const text = lines.join('\n');
  return { text, marks, header: parseHeader(text) };
}

function parseHeader(text: string): Header {
  const lines = text.split('\n');
  const end = lines.findIndex((line) => !line.startsWith('#'));
  const comments = lines.slice(0, end < 0 ? lines.length : end).map((line) => line.replace(/^#\s*/u, ''));
  const valueOf = (name: string): string | undefined =>
    comments
      .find((comment) => comment.startsWith(`${name}:`))
      ?.slice(name.length + 1)
      .trim();
  const settings = valueOf('settings');
  return {
    settings: settings === undefined ? {} : readFile(settings).documents[0]?.document.data,
    rules: valueOf('rules')?.split(/[\s,]+/u) ?? [],
    alone: comments.includes('alone'),
    template: comments.includes('template'),
    uri: `file:///fixture/${valueOf('uri') ?? 'fixture.yaml'}`,
  };
}

export interface Linted {
  readonly file: AnalysedFile;
  readonly report: FileReport;
  readonly marks: readonly Mark[];
}

/** Judges a fixture's text by the given rules; its documents see each other. */
export function lint(text: string, header: Header, rules: readonly Rule[]): Linted {
  const base: Settings = { ...DEFAULT_SETTINGS, profile: 'strict' };
  const { settings, problems } = parseSettings(header.settings, rules, base);
  if (problems.length > 0)
    throw new Error(`The fixture's settings: ${problems.map(({ message }) => message).join(' ')}`);
  const file = new AnalysedFile(header.uri, readFile(text, header.template ? { template: true } : {}));
  const lookup = header.alone ? NOTHING_ELSE_SEEN : lookupIn(file.resources);
  const report = file.report(new Selection(rules, settings), lookup, 0);
  return { file, report, marks: marksOf(file, report) };
}

function marksOf(file: AnalysedFile, report: FileReport): Mark[] {
  const lines = new LineIndex(file.source.text);
  const markAt = (document: number, range: { start: number; end: number }, ruleId: string): Mark => {
    const base = file.placed(document).start;
    const { line, character } = lines.positionAt(base + range.start);
    return { line, start: character, end: character + range.end - range.start, ruleId };
  };
  return [
    ...report.findings
      .filter(({ suppressed }) => suppressed === undefined)
      .map(({ document, range, finding }) => markAt(document, range, finding.ruleId)),
    ...report.directiveProblems.map((problem) => markAt(problem.document, problem, problem.ruleId)),
  ];
}

function lookupIn(resources: readonly Resource[]): Lookup {
  return (type, where = {}) => ({
    resources: resources.filter(
      (resource) =>
        (type === 'workload' ? resource.pods.length > 0 : resource.type === type) &&
        (where.namespace === undefined || (resource.namespace ?? '') === where.namespace) &&
        (where.name === undefined || resource.name === where.name),
    ),
  });
}
