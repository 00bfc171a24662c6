import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { RuleMetadata } from '../../server/src/engine/rule.ts';
import { DEFAULT_SETTINGS, parseSettings } from '../../server/src/settings.ts';
import { readConfig } from '../../server/src/workspace/config.ts';

const option = { description: 'An option.' };
const RULES = [
  {
    id: 'image-tag-latest',
    options: {
      list: { type: 'string[]', default: [], ...option },
      text: { type: 'string', default: '', ...option },
      number: { type: 'number', default: 0, ...option },
      flag: { type: 'boolean', default: false, ...option },
    },
  },
  { id: 'plain' },
] as unknown as readonly RuleMetadata[];

/** Where and what the mistakes are. */
const mistakes = (raw: unknown): string[] =>
  parseSettings(raw, RULES).problems.map(
    ({ path, message, key }) => `${path.join('.')}${key ? ' (key)' : ''}: ${message}`,
  );

describe('settings', () => {
  it('that are right are taken', () => {
    const { settings, problems } = parseSettings(
      {
        profile: 'cis',
        kubernetesVersion: '1.30',
        rules: {
          plain: 'off',
          'image-tag-latest': { severity: 'low', options: { list: ['a'], number: 2, flag: true, text: 'x' } },
        },
        exclude: ['vendor/**'],
      },
      RULES,
    );
    assert.deepEqual(problems, []);
    assert.equal(settings.profile, 'cis');
    assert.equal(settings.kubernetesVersion.minor, 30);
    assert.deepEqual(settings.exclude, ['vendor/**']);
    assert.deepEqual(settings.rules, {
      plain: { severity: 'off' },
      'image-tag-latest': { severity: 'low', options: { list: ['a'], number: 2, flag: true, text: 'x' } },
    });
  });

  it('that say nothing are the defaults', () => {
    for (const raw of [undefined, null, {}]) {
      assert.deepEqual(parseSettings(raw, RULES), { settings: DEFAULT_SETTINGS, problems: [] });
    }
  });

  it('lie over others', () => {
    const base = {
      ...DEFAULT_SETTINGS,
      profile: 'cis',
      exclude: ['a'],
      rules: { plain: { severity: 'low' } },
    } as const;
    const { settings } = parseSettings({ exclude: ['b'], rules: { 'image-tag-latest': 'high' } }, RULES, base);
    assert.deepEqual(
      [settings.profile, settings.exclude, Object.keys(settings.rules)],
      ['cis', ['a', 'b'], ['plain', 'image-tag-latest']],
    );
  });

  it('with mistakes are reported at their place, with what to write instead', () => {
    for (const [raw, ...expected] of [
      [[], /^: Settings are a map/u],
      ['strict', /^: Settings are a map/u],
      [{ profil: 'cis' }, /^profil \(key\): .*Did you mean "profile"\?/u],
      [{ profile: 'recomended' }, /^profile: .*Did you mean "recommended"\?/u],
      [{ profile: 1 }, /^profile: /u],
      [{ kubernetesVersion: 1.3 }, /^kubernetesVersion: .*in quotes/u],
      [{ kubernetesVersion: 'newest' }, /^kubernetesVersion: /u],
      [{ exclude: 'vendor' }, /^exclude: A list/u],
      [{ exclude: ['a', 1, ''] }, /^exclude\.1: /u, /^exclude\.2: /u],
      [{ exclude: ['k8s/**', '!k8s/a.yaml', '!(b|c)/**'] }, /^exclude\.1: .*"!"/u],
      [{ rules: [] }, /^rules: A map/u],
      [
        { rules: { 'image-tag-lates': 'off' } },
        /^rules\.image-tag-lates \(key\): .*Did you mean "image-tag-latest"\?/u,
      ],
      [{ rules: { plain: 'loud' } }, /^rules\.plain: A severity/u],
      [{ rules: { plain: { sverity: 'low' } } }, /^rules\.plain\.sverity \(key\): /u],
      [{ rules: { plain: { severity: 3 } } }, /^rules\.plain\.severity: A severity/u],
      [{ rules: { plain: { options: { list: [] } } } }, /^rules\.plain\.options\.list \(key\): .*no options/u],
      [{ rules: { 'image-tag-latest': { options: { lists: [] } } } }, /lists \(key\): .*Did you mean "list"\?/u],
      [{ rules: { 'image-tag-latest': { options: { list: ['a', 1] } } } }, /options\.list: .*list of strings/u],
      [
        { rules: { 'image-tag-latest': { options: { number: '1', flag: 0, text: [] } } } },
        /number: /u,
        /flag: /u,
        /text: /u,
      ],
    ] as const) {
      const found = mistakes(raw);
      assert.equal(found.length, expected.length, found.join('\n'));
      expected.forEach((pattern, index) => assert.match(found[index] ?? '', pattern));
    }
  });

  it('with one mistake keep the rest', () => {
    const { settings } = parseSettings(
      { profile: 'nope', exclude: ['a'], rules: { nope: 'off', plain: 'low' } },
      RULES,
    );
    assert.deepEqual(
      [settings.profile, settings.exclude, settings.rules],
      ['recommended', ['a'], { plain: { severity: 'low' } }],
    );
  });

  it('of any kind never throw', () => {
    const raw = fc.object({
      key: fc.constantFrom('profile', 'kubernetesVersion', 'rules', 'exclude', 'plain', 'options', 'severity'),
    });
    fc.assert(fc.property(fc.oneof(raw, fc.anything()), (any) => void parseSettings(any, RULES)));
  });
});

describe('the configuration file', () => {
  const problems = (text: string): string[] =>
    readConfig(text, RULES, DEFAULT_SETTINGS).problems.map(
      ({ start, end, message }) => `${text.slice(start, end)}: ${message}`,
    );

  it('may be empty, or hold comments only', () => {
    for (const text of ['', '\n', '# nothing\n', '---\n']) assert.deepEqual(problems(text), [], JSON.stringify(text));
  });

  it('reads off without quotes', () => {
    const { settings } = readConfig('rules:\n  plain: off\n', RULES, DEFAULT_SETTINGS);
    assert.deepEqual(settings.rules, { plain: { severity: 'off' } });
  });

  it('shows each mistake on the key or the value that it is about', () => {
    assert.match(problems('profile: recomended\r\n')[0] ?? '', /^recomended: /u);
    assert.match(problems('rules:\n  pain: off\n')[0] ?? '', /^pain: /u);
    assert.match(problems('exclude:\n  - ""\n')[0] ?? '', /^"": /u);
    assert.equal(problems('profile: [\n').length, 1, 'the mistake of the text, and no other');
    assert.match(problems('profile: cis\n---\nprofile: cis\n')[0] ?? '', /Only the first document/u);
  });
});
