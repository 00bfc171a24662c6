import type { Command } from './command.ts';

export const showOutput: Command = {
  id: 'hardlint.showOutput',
  run: ({ log }) => log.show(),
};
