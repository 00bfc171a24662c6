import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { credentialName, credentialNamesIn, isCredential, isHarmless } from '../../server/src/resources/credentials.ts';

describe('the name of a credential', () => {
  const cases: readonly [string, 'password' | 'key' | undefined][] = [
    ['PASSWORD', 'password'],
    ['db-password', 'password'],
    ['dbPassword', 'password'],
    ['DB_PASSWORD_2', 'password'],
    ['spring.datasource.password', 'password'],
    ['PGPASSWORD', 'password'],
    ['MYSQL_PWD', 'password'],
    ['requirepass', 'password'],
    ['API_KEY', 'key'],
    ['apiKey', 'key'],
    ['APIKey', 'key'],
    ['AWS_SECRET_ACCESS_KEY', 'key'],
    ['clientSecret', 'key'],
    ['GITHUB_TOKEN', 'key'],
    ['SECRET_KEY_BASE', 'key'],
    ['PASSWORD_FILE', undefined],
    ['TOKEN_PATH', undefined],
    ['SECRET_NAME', undefined],
    ['server-tokens', undefined],
    ['PUBLIC_KEY', undefined],
    ['AWS_ACCESS_KEY_ID', undefined],
    ['KEYBOARD', undefined],
    ['BYPASS', undefined],
    ['COMPASS', undefined],
    ['key', undefined],
    ['', undefined],
    ['123', undefined],
  ];
  for (const [name, kind] of cases) it(`${name}: ${kind}`, () => assert.equal(credentialName(name), kind));
});

describe('a name with its value', () => {
  const credentials: readonly [string, string][] = [
    ['PASSWORD', 'postgres'],
    ['PASSWORD', 'password'],
    ['PASSWORD', ' padded-by-a-block-scalar\n'],
    ['TOKEN', '0f1e2d3c4b5a'],
    ['TOKEN', 'F4keF4keF4ke'],
    ['API_KEY', '12345678-90ab-cdef-1234-567890abcdef'],
  ];
  for (const pair of credentials) it(`is one: ${pair.join('=')}`, () => assert.ok(isCredential(...pair)));

  const others: readonly [string, string][] = [
    ['PASSWORD', ''],
    ['PASSWORD', 'true'],
    ['PASSWORD', '3600'],
    ['PASSWORD', '15m'],
    ['PASSWORD', '/run/secrets/password'],
    ['PASSWORD', 'C:\\secrets\\password'],
    ['PASSWORD', 'password.txt'],
    ['PASSWORD', '$(FROM_SECRET)'],
    ['PASSWORD', '${FROM_SECRET:-}'],
    ['PASSWORD', '$FROM_SHELL'],
    ['PASSWORD', '{{ .Values.password }}'],
    ['PASSWORD', '<password>'],
    ['PASSWORD', 'changeme'],
    ['PASSWORD', 'xxxxxxxx'],
    ['PASSWORD', 'Enter your password'],
    ['PASSWORD', 'op://vault/item/password'],
    ['PASSWORD', 'arn:aws:secretsmanager:eu-west-1:1:secret:web'],
    ['TOKEN', 'my-token'],
    ['TOKEN', 'X-Auth-Token2'],
    ['TOKEN', 'web-tls-7f9c4d'],
    ['TOKEN', 'short1'],
    ['TOKEN', 'admin@shop.example'],
    ['USER', 'F4keF4keF4ke'],
  ];
  for (const pair of others) it(`is none: ${pair.join('=')}`, () => assert.ok(!isCredential(...pair)));

  it('answers for any two texts', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (name, value) => typeof isCredential(name, value) === 'boolean'));
  });
});

describe('the lines of a file', () => {
  it('name what they set', () => {
    const file = [
      'export DB_PASSWORD=fake-but-readable',
      '  clientSecret: "F4keF4keF4ke", # comment',
      '"admin_password": \'fake-but-readable\'',
      '- api_token: F4keF4keF4ke',
    ].join('\r\n');
    assert.deepEqual(credentialNamesIn(file), ['DB_PASSWORD', 'clientSecret', 'admin_password', 'api_token']);
  });

  it('are expressions, words and comments', () => {
    const file = [
      '# password: fake-but-readable',
      'password = form.password',
      'password = read()',
      'password: Password',
      'password: *anchor',
      'password:',
      'password: two words',
    ].join('\n');
    assert.deepEqual(credentialNamesIn(file), []);
  });
});

describe('a value of a Secret', () => {
  it('is harmless by its key or by itself', () => {
    for (const [key, text] of [
      ['username', 'web'],
      ['apiUsername', 'web'],
      ['client-id', 'web'],
      ['debug', 'true'],
    ] as const)
      assert.ok(isHarmless(key, text), key);
    assert.ok(isHarmless('any', '-----BEGIN CERTIFICATE-----\nFAKE'));
  });

  it('is not when it holds a credential', () => {
    assert.ok(!isHarmless('url', 'postgres://web:fake-password@db/web'));
    assert.ok(!isHarmless('password', 'web'));
    assert.ok(!isHarmless('tls', '-----BEGIN CERTIFICATE-----\nFAKE\n-----BEGIN PRIVATE KEY-----\nFAKE'));
  });
});
