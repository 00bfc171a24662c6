import { workspace, type Disposable } from 'vscode';

// The only file of the client that reads configuration. What the rules need, the server asks for itself
// (`workspace/configuration`), and `hardlint.trace.server` is read by the language client.

const section = 'hardlint';

/** Whether Hardlint looks at manifests at all. */
export function isEnabled(): boolean {
  return workspace.getConfiguration(section).get<boolean>('enable', true);
}

export function onDidChangeEnabled(listener: () => void): Disposable {
  return workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration(`${section}.enable`)) listener();
  });
}
