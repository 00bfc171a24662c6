import { l10n, window } from 'vscode';
import { isEnabled } from '../settings.ts';
import type { Command } from './command.ts';

export const restartServer: Command = {
  id: 'hardlint.restartServer',
  async run({ servers }) {
    if (isEnabled()) return servers.restart();
    void window.showInformationMessage(l10n.t('Hardlint is off: the setting "hardlint.enable" is false.'));
  },
};
