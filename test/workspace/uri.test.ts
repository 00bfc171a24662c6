import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { canonicalUri, folderUri, pathBelow, uriBeside } from '../../server/src/workspace/uri.ts';

describe('canonicalUri', () => {
  it('joins the spellings of one file', () => {
    for (const [uri, expected] of [
      ['file:///C:/a/b.yaml', 'file:///c%3A/a/b.yaml'],
      ['file:///c%3a/a/b.yaml', 'file:///c%3A/a/b.yaml'],
      ['file:///c%3A', 'file:///c%3A'],
      ['file:///a/b(1)%2B@x.yaml', 'file:///a/b%281%29%2B%40x.yaml'],
      ['file:///%C3%A4/ä.yaml', 'file:///%C3%A4/%C3%A4.yaml'],
      ['file://server/share/a b.yaml', 'file://server/share/a%20b.yaml'],
      ['untitled:Untitled-1', 'untitled:Untitled-1'],
      ['git:/a/b.yaml?%7B%7D', 'git:/a/b.yaml?%7B%7D'],
      ['vscode-vfs://github/a/b.yaml?ref=x#y', 'vscode-vfs://github/a/b.yaml?ref=x#y'],
      ['file:///%E0%A4%A/x', 'file:///%25E0%25A4%25A/x'],
    ] as const)
      assert.equal(canonicalUri(uri), expected);
  });

  it('has one answer for a path, whatever of it is encoded', () => {
    const segment = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
      .filter((text) => !/[/?#%\\]|^\.+$/u.test(text));
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1, maxLength: 4 }), (segments) => {
        const encoded = canonicalUri(`file:///${segments.map(encodeURIComponent).join('/')}`);
        assert.equal(canonicalUri(encoded), encoded);
        assert.equal(canonicalUri(`file:///${segments.join('/')}`), encoded);
        assert.equal(pathBelow('file:///', encoded), segments.join('/'));
      }),
    );
  });
});

describe('the places of files', () => {
  it('are below their folder, whether it ends with a slash or not', () => {
    assert.equal(folderUri('file:///C:/a'), 'file:///c%3A/a/');
    assert.equal(folderUri('file:///c%3A/a/'), 'file:///c%3A/a/');
    assert.equal(folderUri('file:///'), 'file:///');
  });

  it('can be named from another file', () => {
    const base = 'file:///c%3A/a/overlay/kustomization.yaml';
    assert.equal(uriBeside(base, '../base/x y.yaml'), 'file:///c%3A/a/base/x%20y.yaml');
    assert.equal(uriBeside(base, './x.yaml'), 'file:///c%3A/a/overlay/x.yaml');
    assert.equal(uriBeside('untitled:Untitled-1', 'x.yaml'), undefined);
  });
});
