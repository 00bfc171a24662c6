import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pod } from '../support/pods.ts';
import { ROOT, TestServer } from '../support/serverConnection.ts';

const POD = `${ROOT}pod.yaml`;

/** The hover at a piece of a text, opened in a server of its own. */
async function hover(text: string, at: string, initializationOptions: unknown = {}): Promise<string> {
  await using server = await TestServer.start({ initializationOptions });
  await server.open(POD, text);
  return await server.hover(POD, at);
}

describe('hover on a finding', () => {
  const text = pod('a', { security: 'privileged: true' });

  it('says why it matters, who asks for it, and leads to the page', async () => {
    const markdown = await hover(text, 'true');
    assert.match(markdown, /^\*\*.+\*\* \(critical\)\n\n\S/u);
    assert.match(markdown, /Pod Security Standards \(baseline\)/u);
    assert.match(markdown, /\[container-privileged\]\(https:\/\/\S+\/container-privileged\.md\)/u);
  });

  it('leads to the page by command where the client has it', async () => {
    const markdown = await hover(text, 'true', { commands: ['hardlint.openRule'] });
    assert.ok(markdown.includes(`(command:hardlint.openRule?${encodeURIComponent('["container-privileged"]')})`));
  });

  it('does not say the standards twice when the field is explained too', async () => {
    const markdown = await hover(text, 'true');
    assert.match(markdown, /\*\*privileged\*\*/u);
    assert.equal(markdown.split('Asked for by').length - 1, 1, markdown);
  });

  it('lists many findings at one place in brief', async () => {
    const markdown = await hover(text, 'securityContext');
    const [list = ''] = markdown.split('\n\n---\n\n');
    assert.ok(list.split('\n').length > 2, markdown);
    for (const line of list.split('\n')) assert.match(line, /^- \*\*.+\*\* \([a-z]+\) \[[a-z-]+\]\(\S+\)$/u);
  });

  it('says why its fix is refused, which menus do not show, and each reason once', async () => {
    const aliased = pod('a', { spec: 'securityContext: &shared {privileged: true}', security: '*shared' });
    const markdown = await hover(aliased.replace(/\n\s+\*shared/u, ' *shared'), '*shared');
    const reasons = [...markdown.matchAll(/^No quick fix: (.*)\.$/gmu)].map((match) => match[1] ?? '');
    assert.ok(
      reasons.some((reason) => reason.endsWith('is the alias \\*shared')),
      markdown,
    );
    assert.deepEqual(reasons, [...new Set(reasons)]);
    assert.doesNotMatch(await hover(text, 'true'), /No quick fix/u);
  });

  it('says what suppresses it, with the reason as plain text', async () => {
    const security = '# hardlint-disable-next-line container-privileged -- a *node* agent\nprivileged: true';
    assert.match(await hover(pod('a', { security }), 'true'), /Suppressed: a \\\*node\\\* agent\./u);
  });
});

describe('hover on a hardened field', () => {
  const both = pod('a', {
    spec: 'securityContext: {runAsNonRoot: true, runAsUser: 1000}',
    security: 'runAsUser: 2000',
  });
  const effective = async (text: string, at: string): Promise<string | undefined> =>
    /In effect here: (.*)\./u.exec(await hover(text, at))?.[1];

  it('tells which value is in effect, and where it comes from', async () => {
    assert.equal(
      await effective(both, 'runAsUser: 2000'),
      "`2000`, from this container, which overrides the pod's `1000`",
    );
    assert.equal(await effective(both, 'runAsUser: 1000'), '`1000`');
    const inherited = pod('a', { spec: 'securityContext: {runAsUser: 1000}', security: 'runAsUser:' });
    assert.equal(await effective(inherited, 'runAsUser:\n'), "`1000`, from the pod's securityContext");
    const unset = pod('a', { security: 'runAsUser: # none' });
    assert.equal(await effective(unset, 'runAsUser: #'), 'the UID that the image names, or root (not set)');
  });

  it('follows aliases to the value', async () => {
    const text = pod('a', { spec: 'securityContext: &shared {runAsUser: 1000}', security: 'runAsUser: 2000' });
    const alias = text.replace(
      'securityContext:\n        runAsUser: 2000',
      'securityContext:\n        runAsUser: &uid 7\n        runAsGroup: *uid',
    );
    assert.equal(await effective(alias, 'runAsGroup'), '`7`, from this container');
  });

  it('does not pretend to know what a template decides', async () => {
    const text = pod('a', { security: 'runAsUser: {{ .Values.uid }}' });
    assert.match((await effective(text, 'runAsUser')) ?? '', /^decided elsewhere/u);
  });

  it('works in a List and in JSON', async () => {
    const item = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'a' },
      spec: {
        selector: { matchLabels: { a: 'b' } },
        template: {
          metadata: { labels: { a: 'b' } },
          spec: { hostPID: true, containers: [{ name: 'a', image: 'b' }] },
        },
      },
    };
    const text = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [item] }, undefined, 2);
    assert.equal(await effective(text, 'hostPID'), '`true`');
  });

  it('knows the labels of namespaces', async () => {
    const text =
      'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: a\n  labels:\n    pod-security.kubernetes.io/enforce: restricted\n';
    assert.equal(await effective(text, 'pod-security'), '`"restricted"`');
  });

  it('covers the name of the field', async () => {
    await using server = await TestServer.start();
    await server.open(POD, both);
    const start = server.position(POD, 'runAsUser: 2000');
    const answer = await server.client.sendRequest('textDocument/hover', {
      textDocument: { uri: POD },
      position: start,
    });
    assert.deepEqual((answer as { range: unknown }).range, {
      start,
      end: { ...start, character: start.character + 'runAsUser'.length },
    });
  });
});

describe('hover elsewhere', () => {
  it('is silent', async () => {
    const text = pod('a', { security: 'runAsUser: 2000' });
    for (const at of ['apiVersion', 'shop', 'Pod']) assert.equal(await hover(text, at), '', at);
    assert.equal(await hover('services:\n  privileged: true\n', 'privileged'), '');
    assert.equal(await hover('apiVersion: v1\nkind: ConfigMap\ndata:\n  privileged: "true"\n', 'privileged'), '');
  });
});
