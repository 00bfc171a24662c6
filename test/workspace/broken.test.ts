import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFile } from '../../server/src/documents/index.ts';
import { NOTHING_ELSE_SEEN } from '../../server/src/engine/lookup.ts';
import { Selection } from '../../server/src/engine/selection.ts';
import { RULES } from '../../server/src/rules/index.ts';
import { DEFAULT_SETTINGS } from '../../server/src/settings.ts';
import { AnalysedFile } from '../../server/src/workspace/analysis.ts';
import type { FileReport } from '../../server/src/workspace/analysis.ts';

const SELECTION = new Selection(RULES, DEFAULT_SETTINGS);

function pod(name: string, security: string): string {
  return `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
spec:
  containers:
    - name: app
      image: registry.example/app@sha256:${'a'.repeat(64)}
      securityContext:
        ${security}
`;
}

function analyse(text: string, previous?: AnalysedFile): { file: AnalysedFile; report: FileReport } {
  const file = new AnalysedFile('file:///pods.yaml', readFile(text, {}, previous?.source), { previous });
  return { file, report: file.report(SELECTION, NOTHING_ELSE_SEEN, 0) };
}

function findingsOf({ report }: { report: FileReport }, document: number): unknown[] {
  return report.findings
    .filter((finding) => finding.document === document)
    .map(({ finding, start, suppressed }) => [finding.ruleId, start, suppressed]);
}

test('a broken document has its syntax problem and nothing else, while the others keep their findings', () => {
  const first = pod('first', 'privileged: true');
  const intact = analyse([first, pod('second', 'privileged: true')].join('---\n'));
  assert.ok(findingsOf(intact, 0).length > 0 && findingsOf(intact, 1).length > 0);
  for (const broken of ['{privileged: true', '"privileged: true', 'privileged: true\n     runAsUser: 0']) {
    const analysed = analyse([first, pod('second', broken)].join('---\n'), intact.file);
    assert.deepEqual(findingsOf(analysed, 0), findingsOf(intact, 0));
    assert.deepEqual(findingsOf(analysed, 1), []);
    const problems = analysed.file.documents.map(({ source }) => [source.broken, source.problems.length]);
    assert.deepEqual(problems, [
      [false, 0],
      [true, 1],
    ]);
  }
});

test('a key that stands twice is a problem, and its document is judged', () => {
  const analysed = analyse(pod('twice', 'privileged: true\n        privileged: true'));
  const [document] = analysed.file.documents;
  assert.equal(document?.source.broken, false);
  assert.equal(document.source.problems.length, 1);
  assert.ok(analysed.report.findings.some(({ finding }) => finding.ruleId === 'container-privileged'));
});

test('a suppression is not called unused while what it covers is broken', () => {
  const suppression = '# hardlint-disable-file container-privileged -- a node agent\n';
  const next = '# hardlint-disable-next-line container-privileged -- a node agent\n';
  const calm = pod('calm', 'privileged: false');
  const unused = (text: string): number =>
    analyse(text).report.directiveProblems.filter(({ ruleId }) => ruleId === 'suppression-unused').length;
  assert.equal(unused(`${suppression}${calm}---\n${calm}`), 1);
  assert.equal(unused(`${suppression}${calm}---\n${pod('second', '{')}`), 0);
  assert.equal(unused(`${next}${pod('second', '{')}`), 0);
  assert.equal(unused(`${next}${calm}---\n${pod('second', '{')}`), 1);
});
