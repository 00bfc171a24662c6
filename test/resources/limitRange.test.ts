import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { UNKNOWN } from '../../server/src/documents/unknown.ts';
import { givesDefault } from '../../server/src/resources/limitRange.ts';
import { Resource } from '../../server/src/resources/resource.ts';

function limitRange(limits: unknown, open = false): Resource {
  const raw = { apiVersion: 'v1', kind: 'LimitRange', metadata: { name: 'defaults' }, spec: { limits } };
  return new Resource('v1', 'LimitRange', raw, { open }, { uri: 'file:///a.yaml', document: 0 }, []);
}

describe('the defaults of a LimitRange', () => {
  const cases: readonly [string, unknown, boolean | undefined, boolean | undefined][] = [
    ['default is the limit, and the request too', [{ type: 'Container', default: { memory: '1Gi' } }], true, true],
    ['defaultRequest is a request alone', [{ type: 'Container', defaultRequest: { memory: '1Gi' } }], false, true],
    ['max fills in for default', [{ type: 'Container', max: { memory: '1Gi' } }], true, true],
    ['min fills in for defaultRequest', [{ type: 'Container', min: { memory: '1Gi' } }], false, true],
    ['another resource', [{ type: 'Container', default: { cpu: 1 } }], false, false],
    ['another type', [{ type: 'Pod', max: { memory: '1Gi' } }], false, false],
    ['null', [{ type: 'Container', default: { memory: null } }], false, false],
    ['no limits', undefined, false, false],
    ['unknown limits', UNKNOWN, undefined, undefined],
    ['an unknown type', [{ type: UNKNOWN, default: { memory: '1Gi' } }], undefined, undefined],
    ['an unknown amount', [{ type: 'Container', default: { memory: UNKNOWN } }], undefined, undefined],
  ];
  for (const [title, limits, limit, request] of cases) {
    it(title, () => {
      assert.equal(givesDefault(limitRange(limits), 'limits', 'memory'), limit);
      assert.equal(givesDefault(limitRange(limits), 'requests', 'memory'), request);
    });
  }

  it('may be added by what is not seen', () => {
    assert.equal(givesDefault(limitRange([{ type: 'Container' }], true), 'limits', 'memory'), undefined);
  });
});
