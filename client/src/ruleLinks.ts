import { commands, env, window, type Disposable } from 'vscode';
import { clientCommands } from '../../server/src/protocol.ts';

const extensionId = 'hardlint.hardlint';

/** What stands before a rule's id in a diagnostic's link: an address that VS Code hands to this extension, offline. */
export function ruleLinkBase(): string {
  return `${env.uriScheme}://${extensionId}/rules/`;
}

/** Opens the bundled page of a rule when a person follows such a link. */
export function registerRuleLinks(): Disposable {
  return window.registerUriHandler({
    handleUri({ path }) {
      const id = /^\/rules\/([a-z0-9-]+)$/.exec(path)?.[1];
      if (id !== undefined) void commands.executeCommand(clientCommands.openRule, id);
    },
  });
}
