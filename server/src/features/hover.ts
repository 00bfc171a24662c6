import { MarkupKind, type Hover, type Range } from 'vscode-languageserver';
import { nodeAt, pathAt, entryAt } from '../documents/locate.ts';
import type { OffsetRange } from '../documents/node.ts';
import type { Path } from '../documents/path.ts';
import type { RuleMetadata } from '../engine/rule.ts';
import type { Container } from '../resources/container.ts';
import type { Pod } from '../resources/pod.ts';
import type { Resource } from '../resources/resource.ts';
import type { Value } from '../resources/value.ts';
import { clientCommands } from '../protocol.ts';
import { rulePage } from '../rulePages.ts';
import { RULES } from '../rules/index.ts';
import type { AnalysedFile, FileFinding } from '../workspace/analysis.ts';
import { rangeInFile } from './diagnosticsOf.ts';
import type { Feature, FeatureContext } from './feature.ts';
import { HARDENED_FIELDS, type HardenedField } from './hardenedFields.ts';
import { open, type Opened } from './opened.ts';
import { standardsText } from './standardsText.ts';

/** Why a finding matters, and what a hardened field does and which value takes effect. */
export const hover: Feature = {
  capabilities: () => ({ hoverProvider: true }),

  register(context) {
    const { connection, handlers } = context;
    connection.onHover(
      handlers.request('textDocument/hover', async ({ textDocument: { uri }, position }): Promise<Hover | null> => {
        const opened = await open(context, uri);
        if (opened === undefined) return null;
        const place = opened.file.documentAt(opened.document.offsetAt(position));
        if (place === undefined) return null;
        const findings = opened.report.findings.filter(
          (finding) =>
            finding.document === place.document &&
            finding.range.start <= place.offset &&
            place.offset <= finding.range.end,
        );
        const field = fieldAt(opened.file, place.document, place.offset);
        const parts = [
          aboutFindings(findings, opened, context),
          field === undefined ? '' : aboutField(field.found, findings),
        ];
        const value = parts.filter((part) => part !== '').join('\n\n---\n\n');
        if (value === '') return null;
        const range =
          field?.range ??
          findings.map(({ document: index, start, end }) => rangeInFile(opened.file, index, start, end))[0];
        return { contents: { kind: MarkupKind.Markdown, value }, ...(range === undefined ? {} : { range }) };
      }),
    );
  },
};

/** More findings than this at one place (all that a container misses, on its name) are listed in brief. */
const MOST_IN_FULL = 2;

function aboutFindings(findings: readonly FileFinding[], opened: Opened, context: FeatureContext): string {
  const rules = findings.flatMap((finding) => {
    const rule = RULES.find(({ id }) => id === finding.finding.ruleId);
    return rule === undefined ? [] : [{ finding, rule }];
  });
  if (rules.length <= MOST_IN_FULL)
    return rules.map(({ finding, rule }) => aboutFinding(finding, rule, opened, context)).join('\n\n---\n\n');
  const list = rules.map(({ finding: { finding, suppressed }, rule }) => {
    const hidden = suppressed === undefined ? '' : ', suppressed';
    return `- **${rule.title}** (${finding.severity}${hidden}) ${ruleText(rule.id, context)}`;
  });
  // What is in the way of one is mostly in the way of all.
  const refused = new Set(findings.map((finding) => whyNoFix(finding, opened)).filter((reason) => reason !== ''));
  return [list.join('\n'), ...refused].join('\n\n');
}

function aboutFinding(located: FileFinding, rule: RuleMetadata, opened: Opened, context: FeatureContext): string {
  const { finding, suppressed } = located;
  const lines = [`**${rule.title}** (${finding.severity})`, rule.why];
  if (suppressed !== undefined)
    lines.push(`Suppressed: ${suppressed.reason === '' ? 'no reason is given' : escapeMarkdown(suppressed.reason)}.`);
  const standards = standardsText([rule]);
  if (standards !== '') lines.push(standards);
  const refused = whyNoFix(located, opened);
  if (refused !== '') lines.push(refused);
  lines.push(ruleText(rule.id, context));
  return lines.join('\n\n');
}

/** Editors, VS Code among them, leave a refused fix out of the menu, and its reason with it. */
function whyNoFix({ finding, suppressed }: FileFinding, opened: Opened): string {
  if (suppressed !== undefined) return '';
  const refusals = finding.fixes.map((fix) => opened.edits([{ finding, fix }]).refused[0]);
  const [first] = refusals;
  if (first === undefined || refusals.includes(undefined)) return '';
  return `No quick fix: ${escapeMarkdown(first.reason)}.`;
}

function ruleText(id: string, { client }: FeatureContext): string {
  return `[${id}](${ruleLink(id, client)})`;
}

/** A text that VS Code renders may link to a command, but not to the extension's own address, which it drops. */
function ruleLink(id: string, { commands, ruleLinkBase }: FeatureContext['client']): string {
  if (commands.has(clientCommands.openRule)) {
    return `command:${clientCommands.openRule}?${encodeURIComponent(JSON.stringify([id]))}`;
  }
  return ruleLinkBase === undefined ? rulePage(id) : `${ruleLinkBase}${id}`;
}

interface FieldAt {
  readonly found: FoundField;
  readonly range: Range;
}

function fieldAt(file: AnalysedFile, document: number, offset: number): FieldAt | undefined {
  const analysed = file.documents[document];
  const at = analysed === undefined ? undefined : pathAt(analysed.source, offset);
  if (analysed === undefined || at === undefined) return undefined;
  for (const resource of analysed.resources) {
    const prefix = resource.origin([]).path;
    if (!startsWith(at.path, prefix)) continue;
    const path = at.path.slice(prefix.length);
    const found = hardenedField(resource, path);
    if (found === undefined) continue;
    const whole = at.path.slice(0, prefix.length + found.length);
    const key = entryAt(analysed.source.tree, whole)?.key ?? nodeAt(analysed.source.tree, whole);
    if (key === undefined) return undefined;
    return { found, range: toRange(file, document, key) };
  }
  return undefined;
}

function toRange(file: AnalysedFile, document: number, { start, end }: OffsetRange): Range {
  const lines = file.documents[document]?.lines;
  if (lines === undefined) throw new RangeError(`${file.uri} has no document ${document}`);
  return rangeInFile(file, document, lines.positionAt(start), lines.positionAt(end));
}

interface FoundField {
  readonly field: HardenedField;
  /** Keys from the resource's root to the field. */
  readonly length: number;
  readonly value: Value;
  readonly container: Container | undefined;
}

/** The hardened field that a path leads to, or into. */
function hardenedField(resource: Resource, path: Path): FoundField | undefined {
  for (const pod of resource.pods) {
    for (const container of pod.containers) {
      const found = within(container.root, 'container', path, container);
      if (found !== undefined) return found;
    }
    const found = within(pod.spec, 'pod', path, undefined);
    if (found !== undefined) return found;
  }
  return within(resource.root, resource.type, path, undefined);
}

function within(root: Value, of: string, path: Path, container: Container | undefined): FoundField | undefined {
  const base = root.path;
  if (!startsWith(path, base)) return undefined;
  const rest = path.slice(base.length);
  const field = HARDENED_FIELDS.find(
    (candidate) =>
      candidate.of === of &&
      candidate.path.length <= rest.length &&
      candidate.path.every((key, index) => key === '*' || key === rest[index]),
  );
  if (field === undefined) return undefined;
  const keys = rest.slice(0, field.path.length);
  return { field, length: base.length + keys.length, value: root.at(...keys), container };
}

/** What findings at the same place say already is not said again. */
function aboutField({ field, value, container }: FoundField, findings: readonly FileFinding[]): string {
  const name = field.path.filter((key) => key !== '*').at(-1) ?? '';
  const said = new Set(findings.map(({ finding }) => finding.ruleId));
  const lines = [`**${name}**`, field.what, `In effect here: ${effectiveText(field, value, container)}.`];
  const standards = standardsText(RULES.filter(({ id }) => field.rules.includes(id)));
  if (standards !== '' && !field.rules.some((id) => said.has(id))) lines.push(standards);
  return lines.join('\n\n');
}

function effectiveText(field: HardenedField, value: Value, container: Container | undefined): string {
  if (field.inherits !== undefined && container !== undefined) {
    const effective = container.effective(field.inherits);
    if (effective.from === 'pod') return `${valueText(effective.value)}, from the pod's securityContext`;
    if (effective.from === 'default') return `${field.unset} (not set)`;
    const shared = podValue(container.pod, field.inherits);
    const overrides = shared.isPresent ? `, which overrides the pod's ${valueText(shared)}` : '';
    return `${valueText(effective.value)}, from this container${overrides}`;
  }
  return value.isAbsent ? `${field.unset} (not set)` : valueText(value);
}

function podValue(pod: Pod, field: string): Value {
  return pod.securityContext.at(field);
}

/** Longer values stand in the file, where they can be read better. */
const LONGEST_SHOWN = 120;

function valueText(value: Value): string {
  if (value.isUnknown) return 'decided elsewhere, by a template or a base';
  const json = JSON.stringify(value.raw, (_key, raw: unknown) => (typeof raw === 'symbol' ? '…' : raw));
  const text = json.length > LONGEST_SHOWN ? `${json.slice(0, LONGEST_SHOWN)}…` : json;
  return `\`${text.replaceAll('`', "'")}\``;
}

function startsWith(path: Path, prefix: Path): boolean {
  return prefix.length <= path.length && prefix.every((key, index) => key === path[index]);
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|!]/gu, '\\$&');
}
