import { UNKNOWN } from '../documents/unknown.ts';
import { Selector, requirementError } from './selector.ts';
import type { ParsedSelector, SelectorOperator, SelectorRequirement } from './selector.ts';
import type { Scope } from './value.ts';

/**
 * Reads a `LabelSelector` (`matchLabels`, `matchExpressions`) from plain data.
 *
 * A missing selector matches nothing, an empty one everything (apimachinery `LabelSelectorAsSelector`). What a missing
 * one means to an API object can differ, for example in a network policy's peers: look there first.
 */
export function parseLabelSelector(raw: unknown, scope: Scope = CLOSED): ParsedSelector {
  if (raw === UNKNOWN) return { selector: Selector.UNKNOWN };
  if (raw === undefined || raw === null) return { selector: scope.open ? Selector.UNKNOWN : Selector.NOTHING };
  if (!isMap(raw)) return { error: 'a label selector must be a map' };
  const labels = requirementsOfMap(raw['matchLabels'], 'matchLabels', scope);
  if (typeof labels === 'string') return { error: labels };
  const expressions = requirementsOfExpressions(raw['matchExpressions'], scope);
  if (typeof expressions === 'string') return { error: expressions };
  return { selector: new Selector([...labels, ...expressions], scope.open) };
}

/** Reads a map of labels that must all be there, as in a pod's `nodeSelector`. Missing and empty match everything. */
export function parseMapSelector(raw: unknown, scope: Scope = CLOSED): ParsedSelector {
  if (raw === UNKNOWN) return { selector: Selector.UNKNOWN };
  const requirements = requirementsOfMap(raw, 'the selector', scope);
  if (typeof requirements === 'string') return { error: requirements };
  return { selector: new Selector(requirements, scope.open) };
}

/** Reads a Service's `selector`: without one, or with an empty one, a Service has no pods of its own. */
export function parseServiceSelector(raw: unknown, scope: Scope = CLOSED): ParsedSelector {
  const parsed = parseMapSelector(raw, scope);
  return parsed.selector?.isEverything === true ? { selector: Selector.NOTHING } : parsed;
}

/** The requirements of a map of labels, or why it is refused. */
function requirementsOfMap(raw: unknown, name: string, scope: Scope): SelectorRequirement[] | string {
  if (raw === undefined || raw === null) return [];
  if (raw === UNKNOWN) return [ANYTHING];
  if (!isMap(raw)) return `${name} must be a map`;
  return collect(Object.entries(raw), ([key, value]) => {
    // In an object as a whole, JSON's null leaves the string empty; in a patch it takes the label away.
    if (value === null && scope.open) return ANYTHING;
    const wanted = text(value);
    return wanted === undefined ? `the value of "${key}" must be a string` : { key, operator: 'In', values: [wanted] };
  });
}

function requirementsOfExpressions(raw: unknown, scope: Scope): SelectorRequirement[] | string {
  if (raw === undefined || raw === null) return [];
  if (raw === UNKNOWN) return [ANYTHING];
  if (!Array.isArray(raw)) return 'matchExpressions must be a list';
  return collect(raw as unknown[], (item) => requirementOf(item, scope));
}

function requirementOf(raw: unknown, scope: Scope): SelectorRequirement | string {
  if (raw === UNKNOWN) return ANYTHING;
  if (!isMap(raw)) return 'an item of matchExpressions must be a map';
  const field = (name: string): unknown => raw[name] ?? (scope.open ? UNKNOWN : null);
  const operator = field('operator');
  const key = text(field('key'));
  const values = texts(field('values'));
  if (key === undefined) return 'key must be a string';
  if (!isOperator(operator)) return `operator must be one of ${OPERATORS.join(', ')}`;
  return values ? { key, operator, values } : 'values must be a list of strings';
}

/** All requirements, or the first reason to refuse one. */
function collect<T>(
  items: readonly T[],
  read: (item: T) => SelectorRequirement | string,
): SelectorRequirement[] | string {
  const requirements: SelectorRequirement[] = [];
  for (const item of items) {
    const requirement = read(item);
    if (typeof requirement === 'string') return requirement;
    const error = requirementError(requirement);
    if (error !== undefined) return error;
    requirements.push(requirement);
  }
  return requirements;
}

/** A string field of the API, which JSON's null leaves empty; `undefined` for another type. */
function text(raw: unknown): string | typeof UNKNOWN | undefined {
  if (raw === null) return '';
  return typeof raw === 'string' || raw === UNKNOWN ? raw : undefined;
}

function texts(raw: unknown): (string | typeof UNKNOWN)[] | undefined {
  if (raw === null) return [];
  if (raw === UNKNOWN) return [UNKNOWN];
  if (!Array.isArray(raw)) return undefined;
  const values = raw.map(text);
  return values.every((value) => value !== undefined) ? values : undefined;
}

function isOperator(raw: unknown): raw is SelectorOperator | typeof UNKNOWN {
  return raw === UNKNOWN || OPERATORS.some((operator) => operator === raw);
}

function isMap(raw: unknown): raw is Record<string, unknown> {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw);
}

const CLOSED: Scope = { open: false };
const OPERATORS: readonly SelectorOperator[] = ['In', 'NotIn', 'Exists', 'DoesNotExist'];
const ANYTHING: SelectorRequirement = { key: UNKNOWN, operator: UNKNOWN, values: [] };
