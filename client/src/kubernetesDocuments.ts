import { languages, workspace, type Disposable, type TextDocument } from 'vscode';

/** `helm` and `helm-template` come from the extensions that colour charts. */
const languageIds = ['yaml', 'json', 'jsonc', 'helm', 'helm-template'];

/** The documents of one language in one file system. */
export interface ManifestFilter {
  readonly scheme: string;
  readonly language: string;
}

/**
 * The documents that may hold manifests: of the folders that are open, whatever file system these lie on, on disk, and
 * new ones. The other side of a diff, a log or a setting of VS Code is none of them.
 */
export function manifestSelector(): ManifestFilter[] {
  const folders = workspace.workspaceFolders ?? [];
  const schemes = new Set(['file', 'untitled', 'vscode-vfs', ...folders.map((folder) => folder.uri.scheme)]);
  return [...schemes].flatMap((scheme) => languageIds.map((language) => ({ scheme, language })));
}

/** Whether the text says what only Kubernetes objects say, or the document is our own configuration. */
export function looksLikeKubernetes(document: TextDocument): boolean {
  if (languages.match(manifestSelector(), document) === 0) return false;
  if (document.uri.path.endsWith('/.hardlint.yaml')) return true;
  const text = document.getText();
  return /\bapiVersion["']?\s*:/.test(text) && /\bkind["']?\s*:/.test(text);
}

export interface KubernetesWatch extends Disposable {
  /** Looks at all open documents now. */
  look(): void;
}

/**
 * Calls back when a document that looks like Kubernetes is opened, or comes to look like it.
 *
 * @param isWaiting Whether an answer is still of interest; while it is not, typing costs nothing here.
 */
export function whenKubernetesIsOpen(isWaiting: () => boolean, found: () => void): KubernetesWatch {
  const lookAt = (document: TextDocument): void => {
    if (isWaiting() && looksLikeKubernetes(document)) found();
  };
  const opened = workspace.onDidOpenTextDocument(lookAt);
  const changed = workspace.onDidChangeTextDocument(({ document }) => lookAt(document));
  return {
    look: () => workspace.textDocuments.forEach(lookAt),
    dispose() {
      opened.dispose();
      changed.dispose();
    },
  };
}
