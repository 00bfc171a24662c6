import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatPath } from '../../server/src/documents/path.ts';
import { judge } from '../../server/src/engine/audit.ts';
import { NOTHING_ELSE_SEEN } from '../../server/src/engine/lookup.ts';
import { Selection } from '../../server/src/engine/selection.ts';
import { Resource } from '../../server/src/resources/resource.ts';
import { pods } from '../../server/src/rules/pods/index.ts';
import { DEFAULT_SETTINGS } from '../../server/src/settings.ts';
import { generatePod } from '../oracle/generatePod.ts';
import { Random } from '../oracle/random.ts';

test('no rule for pods misses a field in a template or a patch, where it may still be added', () => {
  const random = new Random(5);
  const selection = new Selection(pods, { ...DEFAULT_SETTINGS, profile: 'strict' });
  let reported = 0;
  for (let index = 0; index < 1_500; index++) {
    const raw = JSON.parse(JSON.stringify({ apiVersion: 'v1', kind: 'Pod', ...generatePod(random) })) as unknown;
    const resource = new Resource('v1', 'Pod', raw, { open: true }, { uri: 'file:///pod.yaml', document: 0 }, []);
    const { findings, crashed } = judge(resource, selection, NOTHING_ELSE_SEEN, 0);
    assert.deepEqual(crashed, []);
    for (const { ruleId, path } of findings) {
      assert.ok(resource.root.at(...path).isPresent, `${ruleId} at ${formatPath(path)} of ${JSON.stringify(raw)}`);
    }
    reported += findings.length;
  }
  assert.ok(reported > 1_500, `reported: ${reported}`);
});
