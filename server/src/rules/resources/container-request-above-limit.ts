import { set, type Fix } from '../../engine/fix.ts';
import { defineRule, type Problem } from '../../engine/rule.ts';
import { compareQuantities, parseQuantity, type Quantity } from '../../resources/quantity.ts';
import type { Resource } from '../../resources/resource.ts';
import type { Value } from '../../resources/value.ts';

export default defineRule({
  id: 'container-request-above-limit',
  title: 'Resource amounts that contradict each other',
  family: 'container-resources',
  severity: 'medium',
  why: 'The API server refuses a request above its limit, and an amount that it cannot read, so the workload does not start. A unit that is wrong but readable is worse: "m" after an amount of memory means thousandths of a byte, and the container is killed at once.',
  kinds: 'workload',
  standards: {},
  aliases: { 'kube-linter': ['schema-validation'] },
  recommended: true,
  fix: 'unsafe',

  *check(resource) {
    for (const { owner, resources } of ownersOf(resource)) {
      const limits = new Map<string, Value>(resources.at('limits').entries());
      for (const bound of ['requests', 'limits']) {
        for (const [name, at] of resources.at(bound).entries()) yield* unitProblems(name, at, owner);
      }
      for (const [name, request] of resources.at('requests').entries()) {
        const limit = limits.get(name);
        if (limit !== undefined) yield* orderProblems(name, request, limit, owner);
      }
    }
  },
});

function* ownersOf(resource: Resource): Generator<{ owner: string; resources: Value }> {
  for (const pod of resource.pods) {
    yield { owner: 'pod', resources: pod.spec.at('resources') };
    for (const container of pod.containers) yield { owner: container.label, resources: container.at('resources') };
  }
}

function* unitProblems(name: string, at: Value, owner: string): Generator<Problem> {
  const text = textOf(at);
  if (text === undefined) return;
  if (parseQuantity(text) === undefined) {
    const better = corrected(text);
    yield {
      at,
      message: `Kubernetes cannot read the amount "${text}" of the ${owner}. ${better === undefined ? 'Write a number with a unit such as m, Mi or Gi' : `Write ${better}`}.`,
      fixes: better === undefined ? [] : [{ title: `Set ${name} to ${better}`, safe: false, edits: [set(at, better)] }],
    };
  } else if (MEASURED_IN_BYTES.test(name) && /\dm$/.test(text)) {
    const better = `${text.slice(0, -1)}Mi`;
    yield {
      at,
      message: `"${text}" of ${name} means thousandths of a byte. For mebibytes write ${better}.`,
      fixes: [{ title: `Set ${name} to ${better}`, safe: false, edits: [set(at, better)] }],
    };
  }
}

function* orderProblems(name: string, request: Value, limit: Value, owner: string): Generator<Problem> {
  const [asked, most] = [amountOf(request), amountOf(limit)];
  if (asked === undefined || most === undefined || compareQuantities(asked, most) <= 0) return;
  const [requestText, limitText] = [String(request.raw), String(limit.raw)];
  // The usual reason is a missing unit; a comparison with thousandths of a byte would only repeat the other message.
  if (MEASURED_IN_BYTES.test(name) && /\dm$/.test(limitText)) return;
  const fixes: Fix[] = [
    {
      title: `Raise the limit of ${name} to ${requestText}`,
      safe: false,
      edits: [set(limit, request.number ?? requestText)],
    },
    {
      title: `Lower the request of ${name} to ${limitText}`,
      safe: false,
      edits: [set(request, limit.number ?? limitText)],
    },
  ];
  yield {
    at: request,
    message: `The ${owner} requests more ${name} (${requestText}) than its limit allows (${limitText}), which the API server refuses. Change one of them.`,
    fixes,
  };
}

/** YAML numbers count as their JSON text; anything else is another tool's message. */
function textOf(value: Value): string | undefined {
  return value.string ?? (value.number === undefined ? undefined : String(value.number));
}

function amountOf(value: Value): Quantity | undefined {
  const text = textOf(value);
  return text === undefined ? undefined : parseQuantity(text);
}

const MEASURED_IN_BYTES = /^(?:memory|ephemeral-storage|storage|hugepages-.*)$/;

/** What was most likely meant: `100MB` is 100M, `0.5 Gi` is 0.5Gi, `512mi` is 512Mi, `1 core` is 1. */
function corrected(text: string): string | undefined {
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?)\s*([A-Za-z]+)$/.exec(text.trim()) ?? [];
  if (number === undefined) return undefined;
  const known = UNITS[unit.toLowerCase()];
  const written = known === undefined ? undefined : number + known;
  return written !== undefined && parseQuantity(written) !== undefined ? written : undefined;
}

const UNITS: Readonly<Record<string, string>> = {
  kb: 'k',
  mb: 'M',
  gb: 'G',
  tb: 'T',
  kib: 'Ki',
  mib: 'Mi',
  gib: 'Gi',
  tib: 'Ti',
  ki: 'Ki',
  mi: 'Mi',
  gi: 'Gi',
  ti: 'Ti',
  g: 'G',
  t: 'T',
  b: '',
  core: '',
  cores: '',
};
