import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseDirective } from '../../server/src/engine/directives.ts';

describe('parseDirective', () => {
  const parse = (text: string) => {
    const directive = parseDirective(text, 100, 3);
    return directive && { scope: directive.scope, ids: directive.rules.map(({ id }) => id), reason: directive.reason };
  };

  it('reads each form', () => {
    for (const [text, scope, ids, reason] of [
      ['# hardlint-disable-line a -- why', 'line', ['a'], 'why'],
      ['#hardlint-disable-next-line a-b, c  d -- one -- two', 'next-line', ['a-b', 'c', 'd'], 'one -- two'],
      ['## hardlint-disable-file a', 'file', ['a'], ''],
      ['# hardlint-disable-line a --', 'line', ['a'], ''],
      ['# hardlint-disable-line -- why', 'line', [], 'why'],
      ['# hardlint-disable-line a--b -- why', 'line', ['a--b'], 'why'],
    ] as const)
      assert.deepEqual(parse(text), { scope, ids, reason }, text);
  });

  it('leaves other comments alone', () => {
    for (const text of [
      '# see hardlint-disable-line a',
      '# hardlint-report is uploaded by the pipeline',
      '# hardlint',
      '',
    ])
      assert.equal(parse(text), undefined, text);
  });

  it('knows what is meant for one, which covers nothing', () => {
    for (const word of ['disable', 'disable-lines', 'disable-nextline', 'disabel-next-line', 'ignore', 'skip-line'])
      assert.deepEqual(parse(`# hardlint-${word} a -- why`), { scope: undefined, ids: ['a'], reason: 'why' }, word);
  });

  it('knows the place of each id', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-z][a-z-]{0,9}[a-z]$/u), { maxLength: 5 }),
        fc.nat(50),
        (ids, start) => {
          const text = `# hardlint-disable-next-line ${ids.join(', ')} -- x`;
          const { rules = [] } = parseDirective(text, start, 0) ?? {};
          assert.deepEqual(
            rules.map((rule) => text.slice(rule.start - start, rule.end - start)),
            ids,
          );
        },
      ),
    );
  });
});
