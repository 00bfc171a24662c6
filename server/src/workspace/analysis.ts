import { commentsContaining } from '../documents/comments.ts';
import type { OffsetRange } from '../documents/node.ts';
import type { PlacedDocument, SourceDocument, SourceFile } from '../documents/document.ts';
import { LineIndex, type Position } from '../documents/lines.ts';
import { rangeOf } from '../documents/locate.ts';
import { judge, type Judgement } from '../engine/audit.ts';
import { DIRECTIVE_MARK, parseDirective, type Directive } from '../engine/directives.ts';
import type { Crash, Finding, NotChecked } from '../engine/finding.ts';
import { sameAnswer, type Lookup } from '../engine/lookup.ts';
import type { Selection } from '../engine/selection.ts';
import { SEVERITIES } from '../engine/severity.ts';
import { suppress, type DirectiveProblem, type PlacedDirective, type Suppression } from '../engine/suppressions.ts';
import { resourcesOf } from '../resources/fromDocument.ts';
import type { Address, Resource } from '../resources/resource.ts';
import { RULES } from '../rules/index.ts';
import { suggestion } from '../settings.ts';

/** A finding with its place in its document. */
export interface LocatedFinding {
  readonly finding: Finding;
  /** Offsets in the document's text. */
  readonly range: OffsetRange;
  /** The same, as positions in the document. */
  readonly start: Position;
  readonly end: Position;
}

interface Judged {
  readonly selection: Selection;
  readonly judgements: readonly Judgement[];
  readonly findings: readonly LocatedFinding[];
}

/** A document with its resources and the last judgement of them, which is kept for as long as it holds. */
export class AnalysedDocument {
  readonly source: SourceDocument;
  readonly address: Address;
  /** None of a broken document: what could be recovered of it may say what nobody wrote. */
  readonly resources: readonly Resource[];
  #judged: Judged | undefined;
  #directives: readonly Directive[] | undefined;
  #lines: LineIndex | undefined;

  constructor(source: SourceDocument, address: Address, patch: boolean) {
    this.source = source;
    this.address = address;
    this.resources = source.broken ? [] : resourcesOf(source, address, patch);
  }

  /** Positions in the document's own text. */
  get lines(): LineIndex {
    return (this.#lines ??= new LineIndex(this.source.text));
  }

  /** Suppression comments, in order. */
  get directives(): readonly Directive[] {
    return (this.#directives ??= commentsContaining(this.source, DIRECTIVE_MARK).flatMap(
      ({ text, start }) => parseDirective(text, start, this.lines.positionAt(start).line) ?? [],
    ));
  }

  /** The judgement, made anew only when the settings or the answer to a recorded read have changed. */
  judge(selection: Selection, lookup: Lookup, now: number): Judged {
    if (this.#judged !== undefined && this.holds(selection, lookup)) return this.#judged;
    const judgements = this.resources.map((resource) => judge(resource, selection, lookup, now));
    const findings = judgements.flatMap((judgement) => judgement.findings.map((finding) => this.#located(finding)));
    findings.sort((a, b) => a.range.start - b.range.start || severityOrder(a) - severityOrder(b));
    return (this.#judged = { selection, judgements, findings });
  }

  /** The last judgement is of these settings, and would come out the same. */
  holds(selection: Selection, lookup: Lookup): boolean {
    const last = this.#judged;
    return last?.selection === selection && last.judgements.every((judgement) => stillHolds(judgement, lookup));
  }

  #located(finding: Finding): LocatedFinding {
    const range = rangeOf(this.source, finding.resource.origin(finding.path).path, { key: finding.key });
    return { finding, range, start: this.lines.positionAt(range.start), end: this.lines.positionAt(range.end) };
  }
}

function stillHolds(judgement: Judgement, lookup: Lookup): boolean {
  return judgement.reads.every(({ type, where, answer }) => sameAnswer(lookup(type, where), answer));
}

function severityOrder({ finding }: LocatedFinding): number {
  return SEVERITIES.indexOf(finding.severity);
}

/** What is shown of one file. */
export interface FileReport {
  readonly findings: readonly FileFinding[];
  readonly directiveProblems: readonly DirectiveProblem[];
  readonly notChecked: readonly NotChecked[];
  readonly crashed: readonly Crash[];
}

export interface FileFinding extends LocatedFinding {
  readonly document: number;
  readonly suppressed: Suppression | undefined;
}

/** A file read and analysed. Immutable; the next version of the file takes over the documents that did not change. */
export class AnalysedFile {
  readonly uri: string;
  readonly source: SourceFile;
  readonly patch: boolean;
  readonly documents: readonly AnalysedDocument[];
  #isKubernetes: boolean | undefined;
  #reported: { readonly judged: readonly Judged[]; readonly report: FileReport } | undefined;

  constructor(uri: string, source: SourceFile, options: { patch?: boolean; previous?: AnalysedFile | undefined } = {}) {
    this.uri = uri;
    this.source = source;
    this.patch = options.patch ?? false;
    const kept = new Map<SourceDocument, AnalysedDocument>();
    if (options.previous?.patch === this.patch)
      for (const document of options.previous.documents) kept.set(document.source, document);
    this.documents = source.documents.map(({ document }, index) => {
      const before = kept.get(document);
      if (before === undefined) return new AnalysedDocument(document, { uri, document: index }, this.patch);
      before.address.document = index;
      return before;
    });
  }

  get resources(): Resource[] {
    return this.documents.flatMap((document) => document.resources);
  }

  /** Some document says of itself that it is a Kubernetes object, whether or not some rule wants it. */
  get isKubernetes(): boolean {
    const { text } = this.source;
    return (this.#isKubernetes ??= API_VERSION.test(text) && KIND.test(text));
  }

  /** It is the last report that was made of the file, of these settings, and would come out the same. */
  holds(report: FileReport, selection: Selection, lookup: Lookup): boolean {
    return this.#reported?.report === report && this.documents.every((document) => document.holds(selection, lookup));
  }

  placed(document: number): PlacedDocument {
    const placed = this.source.documents[document];
    if (placed === undefined) throw new RangeError(`${this.uri} has no document ${document}`);
    return placed;
  }

  /** A position in a document as one in the file. */
  toFile(document: number, { line, character }: Position): Position {
    const { start, line: base } = this.placed(document);
    if (line > 0) return { line: base + line, character };
    // The text of a document begins in the middle of a line when it stands on the line of its mark (`--- {a: b}`).
    const lineStart =
      Math.max(this.source.text.lastIndexOf('\n', start - 1), this.source.text.lastIndexOf('\r', start - 1)) + 1;
    return { line: base, character: character + (start === 0 ? 0 : start - lineStart) };
  }

  /** The document that holds an offset of the file, with the offset in it; undefined between documents. */
  documentAt(offset: number): { document: number; offset: number } | undefined {
    const document = this.source.documents.findLastIndex(({ start }) => start <= offset);
    const placed = this.source.documents[document];
    if (placed === undefined || offset > placed.start + placed.document.text.length) return undefined;
    return { document, offset: offset - placed.start };
  }

  /** The report: the same object for as long as nothing in it changes. */
  report(selection: Selection, lookup: Lookup, now: number): FileReport {
    const judged = this.documents.map((document) => document.judge(selection, lookup, now));
    const last = this.#reported;
    if (last !== undefined && judged.every((one, index) => one === last.judged[index])) return last.report;
    const report = this.#report(judged, selection);
    this.#reported = { judged, report };
    return report;
  }

  #report(judged: readonly Judged[], selection: Selection): FileReport {
    const findings = judged.flatMap(({ findings }, document) => findings.map((located) => ({ located, document })));
    const { suppressed, problems } = this.#suppress(findings, selection);
    const judgements = judged.flatMap((one) => one.judgements);
    return {
      findings: findings.map(({ located, document }, index) => ({
        ...located,
        document,
        suppressed: suppressed[index],
      })),
      directiveProblems: problems,
      notChecked: judgements.flatMap((judgement) => judgement.notChecked),
      crashed: judgements.flatMap((judgement) => judgement.crashed),
    };
  }

  #suppress(
    findings: readonly { located: LocatedFinding; document: number }[],
    selection: Selection,
  ): { suppressed: readonly (Suppression | undefined)[]; problems: readonly DirectiveProblem[] } {
    if (!this.source.text.includes(DIRECTIVE_MARK)) return { suppressed: [], problems: [] };
    const directives = this.documents.flatMap((document, index) =>
      document.directives.map((directive) => this.#placedDirective(directive, index)),
    );
    const places = findings.map(({ located, document }) => ({
      ruleId: located.finding.ruleId,
      line: this.placed(document).line + located.start.line,
    }));
    return suppress(places, directives, RULE_IDS, selection, (id) => suggestion(id, [...RULE_IDS]));
  }

  #placedDirective(directive: Directive, document: number): PlacedDirective {
    const { line: base } = this.placed(document);
    const line = base + directive.line;
    const covers =
      directive.scope === 'file'
        ? undefined
        : directive.scope === 'line'
          ? line
          : base + this.#nextContentLine(document, directive.line);
    const covered = covers === undefined ? this.documents : [this.documents[document]];
    return { directive, document, line, covers, mayCoverMore: covered.some((one) => one?.source.broken) };
  }

  /** The next line that is neither blank nor only a comment, so that several suppressions may stand above one value. */
  #nextContentLine(document: number, line: number): number {
    const { lines, source } = this.documents[document] as AnalysedDocument;
    let next = line + 1;
    while (next < lines.lineCount && /^\s*(#|$)/u.test(source.text.slice(lines.lineStart(next), lines.lineEnd(next))))
      next++;
    return next;
  }
}

/** At the start of a line in YAML; anywhere in JSON, whose keys are quoted. */
const API_VERSION = /^(- )?apiVersion[ \t]*:|["']apiVersion["']\s*:/mu;
const KIND = /^[ \t]*(- )?kind[ \t]*:|["']kind["']\s*:/mu;

const RULE_IDS: ReadonlySet<string> = new Set(RULES.map(({ id }) => id));
