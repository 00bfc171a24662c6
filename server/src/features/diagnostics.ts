import { DocumentDiagnosticReportKind, type Diagnostic, type DocumentDiagnosticReport } from 'vscode-languageserver';
import { documentStatusMethod, type DocumentStatus } from '../protocol.ts';
import { formatKubernetesVersion } from '../resources/version.ts';
import type { OpenFileReport } from '../workspace/workspace.ts';
import { diagnosticsOf } from './diagnosticsOf.ts';
import type { Feature, FeatureContext } from './feature.ts';

/**
 * Diagnostics by pull (LSP 3.17); for clients that cannot pull they are pushed at each change. Where a change of one
 * file alters what is known of another open one, that one is asked for again.
 */
export const diagnostics: Feature = {
  capabilities: (client) =>
    client.pullDiagnostics
      ? { diagnosticProvider: { identifier: 'hardlint', interFileDependencies: true, workspaceDiagnostics: false } }
      : {},

  register(context) {
    const publisher = new Publisher(context);
    if (context.client.pullDiagnostics) {
      context.connection.languages.diagnostics.on(({ textDocument, previousResultId }) =>
        publisher.pulled(textDocument.uri, previousResultId),
      );
    }
    context.documents.onDidClose(({ document }) => publisher.forget(document.uri));
    context.onChange((uri) => publisher.changed(uri));
  },
};

/** Keeps the answers given last, so that an unchanged one is not sent again. */
class Publisher {
  readonly #context: FeatureContext;
  readonly #answers = new Map<string, { readonly opened: OpenFileReport; readonly id: string }>();
  readonly #loggedCrashes = new Set<string>();
  #lastId = 0;
  #refreshing = false;

  constructor(context: FeatureContext) {
    this.#context = context;
  }

  pulled(uri: string, previousResultId: string | undefined): DocumentDiagnosticReport {
    const last = this.#answers.get(uri);
    if (last !== undefined && last.id === previousResultId && this.#context.workspace.isCurrent(uri, last.opened)) {
      return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: last.id };
    }
    const opened = this.#context.workspace.report(uri);
    if (opened === undefined) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    const id = String(++this.#lastId);
    this.#answers.set(uri, { opened, id });
    return { kind: DocumentDiagnosticReportKind.Full, resultId: id, items: this.#shown(uri, opened) };
  }

  forget(uri: string): void {
    this.#answers.delete(uri);
    if (!this.#context.client.pullDiagnostics) void this.#context.connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  /** Pushes where nobody pulls, and has the files asked for again that a change elsewhere made outdated. */
  changed(uri: string | undefined): void {
    if (uri !== undefined && !this.#context.client.pullDiagnostics) this.#push(uri);
    if (this.#refreshing) return;
    this.#refreshing = true;
    // After what is waiting now: several changes in a row ask once.
    setTimeout(() => {
      this.#refreshing = false;
      this.#refresh(uri);
    }, 0);
  }

  #refresh(changed: string | undefined): void {
    const { workspace, connection, client } = this.#context;
    const outdated = workspace.outdated().filter((uri) => uri !== changed);
    if (!client.pullDiagnostics) for (const uri of outdated) this.#push(uri);
    else if (outdated.some((uri) => this.#answers.has(uri)) && client.refreshDiagnostics)
      connection.languages.diagnostics.refresh();
  }

  #push(uri: string): void {
    const opened = this.#context.workspace.report(uri);
    if (opened !== undefined)
      void this.#context.connection.sendDiagnostics({ uri, diagnostics: this.#shown(uri, opened) });
  }

  #shown(uri: string, opened: OpenFileReport): Diagnostic[] {
    const { documents, workspace, client } = this.#context;
    this.#sendStatus(uri, opened);
    this.#logCrashes(opened);
    return diagnosticsOf(opened, documents.get(uri)?.getText() ?? '', workspace, client);
  }

  #sendStatus(uri: string, opened: OpenFileReport): void {
    const { connection, workspace } = this.#context;
    const findings = opened.state === 'checked' ? opened.report.findings : [];
    const open = findings.filter(({ suppressed }) => suppressed === undefined);
    const { settings } = workspace.selectionFor(uri);
    const status: DocumentStatus = {
      uri,
      state: opened.state === 'config' ? 'notKubernetes' : opened.state,
      findings: open.length,
      fixable: open.filter(({ finding }) => finding.fixes.some(({ safe }) => safe)).length,
      suppressed: findings.length - open.length,
      profile: settings.profile,
      kubernetesVersion: formatKubernetesVersion(settings.kubernetesVersion),
    };
    void connection.sendNotification(documentStatusMethod, status);
  }

  /** A crash of a rule is a mistake of ours: named once in the log, with what it was judging. */
  #logCrashes(opened: OpenFileReport): void {
    if (opened.state !== 'checked') return;
    for (const { ruleId, resource, error } of opened.report.crashed) {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      if (this.#loggedCrashes.has(ruleId + text)) continue;
      this.#loggedCrashes.add(ruleId + text);
      this.#context.connection.console.error(`The rule ${ruleId} failed on ${resource.label}: ${text}`);
    }
  }
}
