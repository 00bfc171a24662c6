import { remove, type Fix } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Value } from '../../resources/value.ts';

export default defineRule({
  id: 'env-duplicate',
  title: 'Environment variable set twice',
  family: 'availability',
  severity: 'low',
  why: 'The last of two entries with one name wins, whatever a reader thinks of the first: a switch that was meant to be safe, or a reference to a Secret, has no effect. Server-side apply refuses such a list or drops an entry.',
  kinds: 'workload',
  standards: {},
  aliases: {
    'kube-linter': ['duplicate-env-var'],
    kubescape: ['C-0295'],
    'kube-score': ['environment-variable-key-duplication'],
  },
  recommended: true,
  fix: 'safe',

  *check(resource) {
    // Of the branches of a template both are seen, and only one is rendered.
    if (resource.root.scope.open) return;
    for (const pod of resource.pods) {
      for (const container of pod.containers) {
        const items = container.at('env').items();
        const last = new Map<string, number>();
        for (const [index, item] of items.entries()) {
          const name = item.at('name').string;
          if (name === undefined) continue;
          const before = last.get(name);
          last.set(name, index);
          const earlier = before === undefined ? undefined : items[before];
          if (before === undefined || earlier === undefined) continue;
          const isUsed = items.slice(before + 1, index + 1).some((one) => refersTo(one, name));
          yield {
            at: item.at('name'),
            message: isUsed
              ? `The ${container.label} builds ${name} from an earlier entry of the same name, which server-side apply refuses. Give the first one another name.`
              : `The ${container.label} sets ${name} twice, and only this entry counts. Remove the other one.`,
            fixes: isUsed ? [] : fixesOf(name, earlier, item),
            related: [{ resource, at: earlier.at('name'), message: `${name} is first set here.` }],
          };
        }
      }
    }
  },
});

/** The first entry has an effect after all: another one takes over its value (`$(NAME)`), or may do so. */
function refersTo(item: Value, name: string): boolean {
  return item.hasUnknown || item.at('value').string?.includes(`$(${name})`) === true;
}

/** Which of two different entries was meant is not for a machine to say; of two equal ones either can go. */
function fixesOf(name: string, first: Value, last: Value): Fix[] {
  const isSame = JSON.stringify(first.raw) === JSON.stringify(last.raw);
  const keepLast: Fix = { title: `Remove the first ${name}`, safe: isSame, edits: [remove(first)] };
  return isSame ? [keepLast] : [keepLast, { title: `Remove the last ${name}`, safe: false, edits: [remove(last)] }];
}
