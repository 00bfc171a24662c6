import type { DocumentUri } from 'vscode-languageserver-protocol';

/**
 * What the language server and its clients say to each other beyond the Language Server Protocol.
 * Methods are plain names: both ends pass them to their connection together with these types.
 */

/** `initializationOptions` of the request `initialize`. Every one is optional for a client that knows nothing of them. */
export interface InitializationOptions {
  /** What stands before a rule's id in a diagnostic's link. Without it links lead to the pages in the repository. */
  readonly ruleLinkBase?: string;
  /** Whether a person has said that they trust the workspace. Without it: no. */
  readonly trusted?: boolean;
  /** Commands of the client (see {@link clientCommands}) that code actions may name. Without it: none. */
  readonly commands?: readonly string[];
}

/** The settings' section in `workspace/configuration` and `workspace/didChangeConfiguration`. */
export const settingsSection = 'hardlint';

/** Notification, client to server: the person has granted trust to the workspace. No parameters. */
export const trustGrantedMethod = 'hardlint/trustGranted';

/** Notification, server to client: what was done with an open document, after each time it was judged. */
export const documentStatusMethod = 'hardlint/status';

export interface DocumentStatus {
  readonly uri: DocumentUri;
  /** Why there are, or are no, findings. */
  readonly state: 'checked' | 'notKubernetes' | 'excluded' | 'disabled';
  /** How many findings are shown, how many of these a safe fix can mend, and how many a suppression hides. */
  readonly findings: number;
  readonly fixable: number;
  readonly suppressed: number;
  /** The profile and the Kubernetes version that were judged by. */
  readonly profile: string;
  readonly kubernetesVersion: string;
}

/** Commands that the client runs: the server's code actions name them, with these arguments. */
export const clientCommands = {
  /** Asks for a reason and writes the suppression comment. Arguments: one `SuppressLineArguments`. */
  suppressLine: 'hardlint.suppressLine',
  /** Shows a rule's page. Arguments: the rule's id. */
  openRule: 'hardlint.openRule',
} as const;

export interface SuppressLineArguments {
  readonly uri: DocumentUri;
  /** The line, from 0, that the finding starts on. */
  readonly line: number;
  readonly ruleId: string;
}

/** The comment that hides a rule's findings on the line below it. */
export function suppressionComment(ruleId: string, reason: string): string {
  return `# hardlint-disable-next-line ${ruleId} -- ${reason}`;
}
