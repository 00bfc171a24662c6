import type { Connection, ServerCapabilities, TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { ClientFeatures } from './clientFeatures.ts';
import type { Handlers } from './handlers.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** What a feature works with. */
export interface FeatureContext {
  readonly connection: Connection;
  readonly documents: TextDocuments<TextDocument>;
  readonly workspace: Workspace;
  readonly client: ClientFeatures;
  /** Every handler is registered through these. */
  readonly handlers: Handlers;
  /** Resolves when the settings of the folders that were open at the start are known: before, answers would be wrong. */
  readonly settingsKnown: Promise<void>;
  /** Calls back after the text of an open file changed (its URI), or files and settings around it (undefined). */
  onChange(listener: (uri: string | undefined) => void): void;
}

/** One capability of the language server: what it announces, and the handlers behind it. */
export interface Feature {
  capabilities(client: ClientFeatures): Partial<ServerCapabilities>;
  register(context: FeatureContext): void;
}
