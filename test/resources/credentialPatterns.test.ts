import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findCredential, isSample } from '../../server/src/resources/credentialPatterns.ts';

/** Letters that no issuer ever gave out, as many as asked for. */
function fake(length: number): string {
  return 'FAKEfake0123'.repeat(Math.ceil(length / 12)).slice(0, length);
}

describe('a credential of a known form', () => {
  const cases: readonly [string, string][] = [
    ['a private key', `-----BEGIN PRIVATE KEY-----\n${fake(32)}`],
    [
      'a private key',
      `-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES,${fake(16)}\n\n${fake(32)}`,
    ],
    ['a private key', `{"private_key": "-----BEGIN PRIVATE KEY-----\\n${fake(32)}"}`],
    ['a private key', `-----BEGIN PGP PRIVATE KEY BLOCK-----\nVersion: 1\n\n${fake(32)}`],
    ['a GitHub token', `ghp_${fake(36)}`],
    ['a GitHub token', `curl -H "token: github_pat_${fake(60)}"`],
    ['a GitLab token', `glpat-${fake(20)}`],
    ['a Slack token', `xoxb-${fake(12)}-${fake(12)}`],
    ['a Slack webhook', `https://hooks.slack.com/services/TFAKEFAKE/BFAKEFAKE/${fake(20)}`],
    ['a Discord webhook', `https://discord.com/api/webhooks/1234567890/${fake(60)}`],
    ['a Google API key', `AIza${fake(35)}`],
    ['a Stripe key', `sk_live_${fake(16)}`],
    ['an npm token', `npm_${fake(36)}`],
    ['a SendGrid key', `SG.${fake(22)}.${fake(43)}`],
    ['a Docker Hub token', `dckr_pat_${fake(27)}`],
    ['a Vault token', `hvs.${fake(24)}`],
    ['an Azure storage key', `DefaultEndpointsProtocol=https;AccountKey=${fake(86)}==`],
    ['an AWS access key', `AKIAFAKEFAKEFAKEFAKE ${fake(40)}`],
    ['an AWS secret access key', `aws_secret_access_key = ${fake(40)}`],
    ['a signed token (JWT)', `Bearer eyJ${fake(12)}.eyJ${fake(12)}.${fake(24)}`],
    ['a URL with a password', 'postgres://web:fake-password@db:5432/web'],
    ['a URL with a password', 'redis://:fake-password@cache'],
  ];
  for (const [description, text] of cases)
    it(`${description}: ${text.slice(0, 40)}`, () => {
      assert.equal(findCredential(text)?.description, description);
      assert.equal(findCredential(`first line\n${text}\nlast line`)?.description, description);
    });
});

describe('no credential', () => {
  const cases = [
    '',
    'ghp_tooshort',
    `ghp_${'x'.repeat(36)}`,
    'glpat-<your token here, please>',
    'AKIAFAKEFAKEFAKEFAKE',
    'https://hooks.slack.com/services/YOUR/WEBHOOK/URL',
    '-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----',
    `-----BEGIN CERTIFICATE-----\n${fake(40)}`,
    'postgres://web:$(PASSWORD)@db/web',
    'postgres://web:${PASSWORD}@db/web',
    'postgres://web:***@db/web',
    'https://user:password@db',
    'https://web:fake-password@www.example.com/',
    'https://web@git/repository',
    'http://web:8080/path/@user',
    'image: registry.example:5000/web@sha256:0123',
    'see https://docs.shop.svc: mail admin@shop.svc',
  ];
  for (const text of cases) it(text.slice(0, 60), () => assert.equal(findCredential(text), undefined));
});

describe('a sample', () => {
  it('is known by its words and letters', () => {
    for (const text of ['changeme', 'xxxxxxxx', '00000000', '<token>', '$(TOKEN)', 'EXAMPLEKEY', 'your-token'])
      assert.ok(isSample(text), text);
    for (const text of ['root', 'pass', 'hunter', fake(12)]) assert.ok(!isSample(text), text);
  });
});

it('takes a megabyte of anything in its stride', () => {
  const hostile = ['://a:', 'eyJ', '-----BEGIN PRIVATE KEY-----\n', 'AKIAFAKEFAKEFAKEFAKE ', 'xoxb-', 'a: '];
  for (const piece of hostile) {
    const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
    const start = performance.now();
    findCredential(text);
    assert.ok(performance.now() - start < 2_000, JSON.stringify(piece));
  }
});
