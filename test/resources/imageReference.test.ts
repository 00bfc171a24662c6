import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  effectiveTag,
  formatImageReference,
  parseImageReference,
  repositoryName,
} from '../../server/src/resources/imageReference.ts';

const sha256 = `sha256:${'a1'.repeat(32)}`;
const sha512 = `sha512:${'0f'.repeat(64)}`;

test('full names', () => {
  const cases: [string, string][] = [
    ['nginx', 'docker.io/library/nginx'],
    ['nginx:1.29', 'docker.io/library/nginx:1.29'],
    ['library/nginx', 'docker.io/library/nginx'],
    ['docker.io/nginx', 'docker.io/library/nginx'],
    ['index.docker.io/nginx', 'docker.io/library/nginx'],
    ['bitnami/redis', 'docker.io/bitnami/redis'],
    ['localhost/app', 'localhost/app'],
    ['localhost:5000/app', 'localhost:5000/app'],
    ['localhost:5000/app:latest', 'localhost:5000/app:latest'],
    ['localhost:5000', 'docker.io/library/localhost:5000'],
    ['registry:5000/team/app', 'registry:5000/team/app'],
    ['registry/app', 'docker.io/registry/app'],
    ['10.0.0.1:5000/app', '10.0.0.1:5000/app'],
    ['[2001:db8::1]:5000/app:v1', '[2001:db8::1]:5000/app:v1'],
    ['ghcr.io/a/b/c/d', 'ghcr.io/a/b/c/d'],
    ['GHCR.io/app', 'GHCR.io/app'],
    ['Team/app', 'Team/app'],
    ['app:stable', 'docker.io/library/app:stable'],
    ['app:V1_a.b-c', 'docker.io/library/app:V1_a.b-c'],
    ['app:_x', 'docker.io/library/app:_x'],
    ['a__b/c--d.e', 'docker.io/a__b/c--d.e'],
    ['a_b.c/app', 'a_b.c/app'],
    [`app@${sha256}`, `docker.io/library/app@${sha256}`],
    [`app@${sha512}`, `docker.io/library/app@${sha512}`],
    [`localhost:5000/app:1.2@${sha256}`, `localhost:5000/app:1.2@${sha256}`],
    [`quay.io/${'x'.repeat(255)}`, `quay.io/${'x'.repeat(255)}`],
    [`app:${'t'.repeat(128)}`, `docker.io/library/app:${'t'.repeat(128)}`],
  ];
  for (const [text, full] of cases) {
    const reference = parseImageReference(text);
    assert.ok(reference, text);
    assert.equal(formatImageReference(reference), full, text);
  }
});

test('names that no runtime accepts', () => {
  for (const text of [
    '',
    ' nginx',
    'nginx ',
    'nginx\n',
    'Nginx',
    'docker.io/Nginx',
    'nginx:',
    'nginx:-1',
    'nginx:a b',
    'nginx@',
    'nginx@sha256:abc',
    `nginx@sha256:${'A1'.repeat(32)}`,
    `nginx@SHA256:${'a1'.repeat(32)}`,
    `nginx@sha512:${'a1'.repeat(32)}`,
    `nginx@md5:${'a1'.repeat(16)}`,
    `nginx@${sha256}:1.2`,
    `:1.2`,
    '/nginx',
    'a//b',
    'a___b',
    'a..b',
    '-a',
    'a-',
    'https://docker.io/nginx',
    '{{ .Values.image }}',
    'f0'.repeat(32),
    `quay.io/${'x'.repeat(256)}`,
    'x'.repeat(248),
    `app:${'t'.repeat(129)}`,
    'a'.repeat(100_000),
  ]) {
    assert.equal(parseImageReference(text), undefined, text.slice(0, 80));
  }
});

test('the registry is told as written and as asked', () => {
  const parts = (text: string) => {
    const { registry, domain, path } = parseImageReference(text) ?? assert.fail(text);
    return [registry, domain, path];
  };
  assert.deepEqual(parts('nginx'), [undefined, 'docker.io', 'library/nginx']);
  assert.deepEqual(parts('docker.io/nginx'), ['docker.io', 'docker.io', 'library/nginx']);
  assert.deepEqual(parts('index.docker.io/a/b'), ['index.docker.io', 'docker.io', 'a/b']);
  assert.deepEqual(parts('localhost:5000/a'), ['localhost:5000', 'localhost:5000', 'a']);
  assert.deepEqual(parts('a_b.c/app'), ['a_b.c', '', 'a_b.c/app']);
});

test('a missing tag means latest, unless a digest decides', () => {
  const tag = (text: string) => effectiveTag(parseImageReference(text) ?? assert.fail(text));
  assert.equal(tag('nginx'), 'latest');
  assert.equal(tag('localhost:5000/nginx'), 'latest');
  assert.equal(tag('nginx:1.29'), '1.29');
  assert.equal(tag(`nginx@${sha256}`), undefined);
  assert.equal(tag(`nginx:1.29@${sha256}`), '1.29');
});

test('a full name reads back as itself', () => {
  const part = fc.stringMatching(/^[a-z0-9]{1,5}((\.|_|__|-{1,3})[a-z0-9]{1,3}){0,2}$/);
  const registry = fc.constantFrom('', 'localhost/', 'a.io/', 'A.io:5000/', 'b:1/', '[::1]/');
  const tag = fc.option(fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,20}$/), { nil: undefined });
  const digest = fc.constantFrom(undefined, sha256, sha512);
  fc.assert(
    fc.property(
      registry,
      fc.array(part, { minLength: 1, maxLength: 4 }),
      tag,
      digest,
      (host, parts, wantedTag, wantedDigest) => {
        const name = host + parts.join('/');
        const text =
          name +
          (wantedTag === undefined ? '' : `:${wantedTag}`) +
          (wantedDigest === undefined ? '' : `@${wantedDigest}`);
        const reference = parseImageReference(text);
        assert.ok(reference, text);
        assert.deepEqual([reference.tag, reference.digest], [wantedTag, wantedDigest]);
        assert.ok(repositoryName(reference).endsWith(parts.join('/')));
        const again = parseImageReference(formatImageReference(reference));
        assert.deepEqual(again && { ...again, registry: undefined }, { ...reference, registry: undefined });
      },
    ),
  );
});

test('every text is read or refused', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...'aZ0:/@._-[]% ', 'sha256:', 'docker.io')), (pieces) => {
      const reference = parseImageReference(pieces.join(''));
      assert.equal(reference === undefined || reference.path.length > 0, true);
    }),
  );
});
