import { strict as assert } from 'node:assert';
import {
  extensions,
  languages,
  Uri,
  window,
  workspace,
  type Diagnostic,
  type TextDocument,
  type TextEditor,
} from 'vscode';
import type { HardlintApi } from '../../../client/src/extension.ts';

/** Opens a file of the workspace in an editor. */
export async function open(name: string): Promise<TextEditor> {
  return window.showTextDocument(await workspace.openTextDocument(uriOf(name)));
}

export function uriOf(name: string): Uri {
  const folder = workspace.workspaceFolders?.[0];
  assert.ok(folder, 'a workspace folder is open');
  return Uri.joinPath(folder.uri, name);
}

/** The extension's public face, once VS Code has activated it by itself. */
export async function hardlint(): Promise<HardlintApi> {
  const extension = extensions.getExtension<HardlintApi>('hardlint.hardlint');
  assert.ok(extension, 'the extension is installed');
  // Waits for an activation under way; a test of activation itself looks at `isActive` before.
  return extension.activate();
}

/** Hardlint's own diagnostics of a document. */
export function findingsOf(uri: Uri): Diagnostic[] {
  return languages.getDiagnostics(uri).filter(({ source }) => source === 'hardlint');
}

export function ruleOf({ code }: Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** Resolves with what `read` finds, as soon as it finds something; rejects, naming what was missing, after a deadline. */
export function until<T>(what: string, read: () => T | undefined | false): Promise<T> {
  const deadline = Date.now() + 15_000;
  return new Promise<T>((resolve, reject) => {
    const look = (): void => {
      const found = read();
      if (found !== undefined && found !== false) resolve(found);
      else if (Date.now() > deadline) reject(new Error(`Not seen within the deadline: ${what}.`));
      else setTimeout(look, 10);
    };
    look();
  });
}

/** Resolves with the finding of a rule in a document, as soon as it is shown. */
export function finding(rule: string, { uri }: TextDocument): Promise<Diagnostic> {
  return until(`a finding of ${rule} in ${uri.path}`, () =>
    findingsOf(uri).find((diagnostic) => ruleOf(diagnostic) === rule),
  );
}

/** Resolves when a document shows no finding of a rule. */
export async function noFinding(rule: string, { uri }: TextDocument): Promise<void> {
  await until(
    `no finding of ${rule} in ${uri.path}`,
    () => !findingsOf(uri).some((diagnostic) => ruleOf(diagnostic) === rule),
  );
}
