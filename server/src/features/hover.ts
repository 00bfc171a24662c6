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
import { standardsText } from './standardsText.ts';

/** Why a finding matters, and what a hardened field does and which value takes effect. */
export const hover: Feature = {
  capabilities: () => ({ hoverProvider: true }),

  register(context) {
    context.connection.onHover(({ textDocument, position }) => {
      const opened = context.workspace.report(textDocument.uri);
      const document = context.documents.get(textDocument.uri);
      if (opened?.state !== 'checked' || document === undefined) return null;
      const place = opened.file.documentAt(document.offsetAt(position));
      if (place === undefined) return null;
      const findings = opened.report.findings.filter(
        ({ document: index, range }) =>
          index === place.document && range.start <= place.offset && place.offset <= range.end,
      );
      const field = fieldAt(opened.file, place.document, place.offset);
      const parts = [
        ...findings.map((finding) => aboutFinding(finding, context)),
        ...(field === undefined ? [] : [field.text]),
      ];
      if (parts.length === 0) return null;
      const range =
        field?.range ??
        findings.map(({ document: index, start, end }) => rangeInFile(opened.file, index, start, end))[0];
      const answer: Hover = { contents: { kind: MarkupKind.Markdown, value: parts.join('\n\n---\n\n') } };
      return range === undefined ? answer : { ...answer, range };
    });
  },
};

function aboutFinding({ finding, suppressed }: FileFinding, { client }: FeatureContext): string {
  const rule = RULES.find(({ id }) => id === finding.ruleId);
  if (rule === undefined) return '';
  const lines = [`**${rule.title}** (${finding.severity})`, rule.why];
  if (suppressed !== undefined)
    lines.push(`Suppressed: ${suppressed.reason === '' ? 'no reason given' : escapeMarkdown(suppressed.reason)}.`);
  const standards = standardsText([rule]);
  if (standards !== '') lines.push(standards);
  lines.push(`[${rule.id}](${ruleLink(rule.id, client)})`);
  return lines.join('\n\n');
}

/** A text that VS Code renders may link to a command, but not to the extension's own address, which it drops. */
function ruleLink(id: string, { commands, ruleLinkBase }: FeatureContext['client']): string {
  if (commands.has(clientCommands.openRule)) {
    return `command:${clientCommands.openRule}?${encodeURIComponent(JSON.stringify([id]))}`;
  }
  return ruleLinkBase === undefined ? rulePage(id) : `${ruleLinkBase}${id}`;
}

interface FieldAt {
  readonly text: string;
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
    return { text: aboutField(found), range: toRange(file, document, key) };
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

function aboutField({ field, value, container }: FoundField): string {
  const name = field.path.filter((key) => key !== '*').at(-1) ?? '';
  const lines = [`**${name}**`, field.what, `In effect here: ${effectiveText(field, value, container)}.`];
  const standards = standardsText(field.rules.flatMap((id): RuleMetadata[] => RULES.filter((rule) => rule.id === id)));
  if (standards !== '') lines.push(standards);
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

function valueText(value: Value): string {
  if (value.isUnknown) return 'decided by the template';
  return `\`${JSON.stringify(value.raw, (_key, raw: unknown) => (typeof raw === 'symbol' ? '…' : raw)).replaceAll('`', "'")}\``;
}

function startsWith(path: Path, prefix: Path): boolean {
  return prefix.length <= path.length && prefix.every((key, index) => key === path[index]);
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|!]/gu, '\\$&');
}
