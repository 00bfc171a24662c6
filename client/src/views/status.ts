import {
  Disposable,
  l10n,
  languages,
  LanguageStatusSeverity,
  window,
  workspace,
  type Command,
  type LanguageStatusItem,
} from 'vscode';
import type { DocumentStatus } from '../../../server/src/protocol.ts';
import { manifestSelector } from '../kubernetesDocuments.ts';
import type { Servers } from '../servers.ts';
import { isEnabled, onDidChangeEnabled } from '../settings.ts';
import { statusText, type StatusText } from './statusText.ts';

const severities = {
  information: LanguageStatusSeverity.Information,
  warning: LanguageStatusSeverity.Warning,
  error: LanguageStatusSeverity.Error,
};

/** The language status item of the active editor: what Hardlint does with this file, and what to do next. */
export class StatusItem extends Disposable {
  readonly #servers: Servers;
  readonly #item: LanguageStatusItem = languages.createLanguageStatusItem('hardlint.status', manifestSelector());
  readonly #judged = new Map<string, DocumentStatus>();
  #text: StatusText;

  constructor(servers: Servers) {
    const subscriptions: Disposable[] = [];
    super(() => subscriptions.forEach((subscription) => void subscription.dispose()));
    this.#servers = servers;
    this.#item.name = 'Hardlint';
    this.#text = this.#draw();
    const draw = (): void => void this.#draw();
    subscriptions.push(
      this.#item,
      servers.onDidChangeState((state) => {
        if (state !== 'running') this.#judged.clear();
        draw();
      }),
      servers.onDidJudge((status) => {
        this.#judged.set(status.uri, status);
        draw();
      }),
      workspace.onDidCloseTextDocument(({ uri }) => void this.#judged.delete(uri.toString())),
      window.onDidChangeActiveTextEditor(draw),
      workspace.onDidChangeWorkspaceFolders(() => (this.#item.selector = manifestSelector())),
      onDidChangeEnabled(draw),
    );
  }

  get text(): StatusText {
    return this.#text;
  }

  #draw(): StatusText {
    const uri = window.activeTextEditor?.document.uri.toString();
    const document = uri === undefined ? undefined : this.#judged.get(uri);
    const text = statusText({ enabled: isEnabled(), server: this.#servers.state, document }, l10n.t);
    this.#item.text = `$(shield) ${text.text}`;
    this.#item.detail = text.detail;
    this.#item.severity = severities[text.severity];
    this.#item.busy = text.busy;
    this.#item.command = commandOf(text.action);
    this.#item.accessibilityInformation = { label: `Hardlint: ${text.text}. ${text.detail}` };
    this.#text = text;
    return text;
  }
}

function commandOf(action: StatusText['action']): Command {
  switch (action) {
    case 'fixAll':
      return { command: 'hardlint.fixAll', title: l10n.t('Fix All in File') };
    case 'restartServer':
      return { command: 'hardlint.restartServer', title: l10n.t('Restart') };
    case 'openSettings':
      return { command: 'workbench.action.openSettings', title: l10n.t('Open Settings'), arguments: ['hardlint'] };
    case 'showOutput':
      return { command: 'hardlint.showOutput', title: l10n.t('Show Output') };
  }
}
