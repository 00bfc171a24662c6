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
    void context.settingsKnown.then(() => publisher.start());
    if (context.client.pullDiagnostics) {
      context.connection.languages.diagnostics.on(
        context.handlers.request('textDocument/diagnostic', async ({ textDocument, previousResultId }) => {
          await context.settingsKnown;
          return publisher.pulled(textDocument.uri, previousResultId);
        }),
      );
    }
    context.documents.onDidClose(({ document }) => publisher.forget(document.uri));
    context.onChange((uri) => publisher.changed(uri));
  },
};

interface Answer {
  readonly opened: OpenFileReport;
  readonly id: string;
  /** Of the text that it is about. */
  readonly version: number | undefined;
}

/** Keeps the answers given last, so that an unchanged one is not sent again. */
class Publisher {
  readonly #context: FeatureContext;
  readonly #answers = new Map<string, Answer>();
  #lastId = 0;
  #looking = false;
  #started = false;

  constructor(context: FeatureContext) {
    this.#context = context;
  }

  /** Pushes what was opened before anything could be said of it. */
  start(): void {
    this.#started = true;
    if (!this.#context.client.pullDiagnostics) for (const uri of this.#context.documents.keys()) this.#push(uri);
  }

  pulled(uri: string, previousResultId: string | undefined): DocumentDiagnosticReport {
    const { workspace } = this.#context;
    const last = this.#answers.get(uri);
    if (last !== undefined && last.id === previousResultId && workspace.isCurrent(uri, last.opened)) {
      return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: last.id };
    }
    const opened = workspace.report(uri);
    if (opened === undefined) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    const items = this.#shown(uri, opened);
    return { kind: DocumentDiagnosticReportKind.Full, resultId: this.#remember(uri, opened), items };
  }

  forget(uri: string): void {
    this.#answers.delete(uri);
    if (!this.#context.client.pullDiagnostics) void this.#context.connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  /** Pushes where nobody pulls, and has the files asked for again that a change elsewhere made outdated. */
  changed(uri: string | undefined): void {
    if (uri !== undefined && !this.#context.client.pullDiagnostics) this.#push(uri);
    if (this.#looking) return;
    this.#looking = true;
    // After what is waiting now: several changes in a row ask once.
    const look = this.#context.handlers.notification('Looking at the other files', () => {
      this.#looking = false;
      this.#refresh();
    });
    setTimeout(() => void look(), 0);
  }

  #refresh(): void {
    const { workspace, documents, connection, client } = this.#context;
    // A client that pulls asks by itself for a file whose text has changed since.
    const outdated = [...this.#answers].filter(
      ([uri, { opened, version }]) => documents.get(uri)?.version === version && !workspace.isCurrent(uri, opened),
    );
    if (!client.pullDiagnostics) for (const [uri] of outdated) this.#push(uri);
    else if (outdated.length > 0 && client.refreshDiagnostics) void connection.languages.diagnostics.refresh();
  }

  #push(uri: string): void {
    const { connection, documents, workspace } = this.#context;
    const opened = this.#started ? workspace.report(uri) : undefined;
    if (opened === undefined) return;
    const diagnostics = this.#shown(uri, opened);
    this.#remember(uri, opened);
    const version = documents.get(uri)?.version;
    void connection.sendDiagnostics({ uri, diagnostics, ...(version === undefined ? {} : { version }) });
  }

  #remember(uri: string, opened: OpenFileReport): string {
    const id = String(++this.#lastId);
    this.#answers.set(uri, { opened, id, version: this.#context.documents.get(uri)?.version });
    return id;
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
      this.#context.handlers.logOnce(`The rule ${ruleId} failed on ${resource.label}: ${text}`);
    }
  }
}
