import { CodeActionKind, type CodeAction, type CodeActionParams } from 'vscode-languageserver';
import type { Feature, FeatureContext } from './feature.ts';
import { open, type Opened } from './opened.ts';
import { quickFixes } from './quickFixes.ts';
import { deferred, fixableFindings, resolve } from './wholeFile.ts';

const FIX_ALL = `${CodeActionKind.SourceFixAll}.hardlint`;

/** Quick fixes of findings, the same fix in the whole file, suppression with a reason, and all safe fixes at once. */
export const codeActions: Feature = {
  capabilities: ({ codeActionLiterals, resolvesEdits }) =>
    // Without literals an action could only name a command that the server runs; there is none.
    codeActionLiterals
      ? { codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL], resolveProvider: resolvesEdits } }
      : {},

  register(context) {
    const { connection, handlers } = context;
    connection.onCodeAction(
      handlers.request('textDocument/codeAction', async (params) => {
        const opened = await open(context, params.textDocument.uri);
        if (opened === undefined) return [];
        return [
          ...(wants(params, CodeActionKind.QuickFix) ? await quickFixes(context, params, opened) : []),
          ...(wants(params, FIX_ALL) ? await fixAllActions(context, opened) : []),
        ];
      }),
    );
    connection.onCodeActionResolve(handlers.request('codeAction/resolve', (action) => resolve(context, action)));
  },
};

function wants({ context: { only } }: CodeActionParams, kind: string): boolean {
  // A kind that a menu did not ask for is not offered there: all of the file's fixes belong to "source" actions.
  if (only === undefined) return kind === CodeActionKind.QuickFix;
  return only.some((wanted) => wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`));
}

async function fixAllActions(context: FeatureContext, opened: Opened): Promise<CodeAction[]> {
  const count = fixableFindings(opened, undefined).length;
  if (count === 0) return [];
  const title = count === 1 ? 'Apply the safe Hardlint fix' : `Apply all ${count} safe Hardlint fixes`;
  return [await deferred(context, { title, kind: FIX_ALL }, { uri: opened.document.uri })];
}
