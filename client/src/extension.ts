import { window, workspace, type ExtensionContext } from 'vscode';
import { registerCommands } from './commands/index.ts';
import { whenKubernetesIsOpen } from './kubernetesDocuments.ts';
import { registerRuleLinks } from './ruleLinks.ts';
import { Servers, type ServerState } from './servers.ts';
import { isEnabled, onDidChangeEnabled } from './settings.ts';
import { StatusItem } from './views/status.ts';
import type { StatusText } from './views/statusText.ts';

/** What other extensions, and the tests, may ask of this one. */
export interface HardlintApi {
  /** What the language server is doing. */
  readonly state: ServerState;
  /** What the language status item says about the active editor. */
  readonly status: StatusText;
}

/**
 * Registers, and no more: YAML is everywhere, and most of it is not Kubernetes. The language server, and the file that
 * holds its client, are loaded when a document first looks like Kubernetes.
 */
export function activate(context: ExtensionContext): HardlintApi {
  const log = window.createOutputChannel('Hardlint', { log: true });
  const servers = new Servers(context, log);
  const status = new StatusItem(servers);
  const manifests = whenKubernetesIsOpen(
    () => isEnabled() && servers.state === 'stopped',
    () => void servers.start(),
  );
  context.subscriptions.push(
    log,
    servers,
    status,
    manifests,
    registerRuleLinks(),
    ...registerCommands({ servers, log, extensionUri: context.extensionUri }),
    onDidChangeEnabled(() => {
      if (!isEnabled()) void servers.stop();
      else manifests.look();
    }),
    workspace.onDidGrantWorkspaceTrust(() => servers.trustGranted()),
  );
  manifests.look();
  return {
    get state() {
      return servers.state;
    },
    get status() {
      return status.text;
    },
  };
}
