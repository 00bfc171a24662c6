import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Lookup } from '../../server/src/engine/lookup.ts';
import { Resource } from '../../server/src/resources/resource.ts';
import { imagesOf } from '../../server/src/rules/images/imagesOf.ts';
import { isVersionSetElsewhere } from '../../server/src/rules/images/setElsewhere.ts';

const OVERLAY = 'file:///repository/shop/overlays/production/kustomization.yaml';

const cases: readonly [string, string, boolean][] = [
  ['beside it', 'file:///repository/shop/overlays/production/web.yaml', true],
  ['in the base beside overlays', 'file:///repository/shop/base/web.yaml', true],
  ['of another application', 'file:///repository/blog/base/web.yaml', false],
  ['of a folder with a longer name', 'file:///repository/shop-old/web.yaml', false],
];

for (const [what, uri, expected] of cases) {
  test(`the tag of an overlay holds${expected ? '' : ' not'} for a manifest ${what}`, () => {
    const raw = { images: [{ name: 'registry.example/web', newTag: '1.4.2' }] };
    const type = ['kustomize.config.k8s.io/v1beta1', 'Kustomization'] as const;
    const overlay = new Resource(...type, raw, { open: true }, { uri: OVERLAY, document: 0 }, []);
    const lookup: Lookup = (asked) => ({ resources: asked === overlay.type ? [overlay] : [] });
    assert.equal(setElsewhere(uri, lookup), expected);
  });
}

test('what cannot be looked up sets no version', () => {
  const lookup: Lookup = () => ({ notChecked: 'only this file was given' });
  assert.equal(setElsewhere(OVERLAY, lookup), false);
});

function setElsewhere(uri: string, lookup: Lookup): boolean {
  const raw = { metadata: { name: 'web' }, spec: { containers: [{ name: 'web', image: 'registry.example/web' }] } };
  const pod = new Resource('v1', 'Pod', raw, { open: false }, { uri, document: 0 }, []);
  const [image] = [...imagesOf(pod)];
  assert.ok(image);
  return isVersionSetElsewhere(pod, image, lookup);
}
