import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { absolutePath, fileUri } from '../../server/src/host/absolutePath.ts';

const part = fc.oneof(
  fc.constantFrom('', '.', '..', '...', '.github', 'a', 'a.yaml', '-', '_', 'ä', 'a b', '~', '%41', '#', '?', '\\'),
  fc.string({ unit: 'binary-ascii', maxLength: 3 }).filter((text) => !text.includes('\0')),
);
const path = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('/'));

describe('quick paths', () => {
  it('resolve as those of Node do', () => {
    fc.assert(fc.property(path, (one) => assert.equal(absolutePath(one), resolve(one))));
  });

  it('become the URIs that Node makes of them', () => {
    fc.assert(fc.property(path, (one) => assert.equal(fileUri(resolve(one)), pathToFileURL(resolve(one)).href)));
  });
});
