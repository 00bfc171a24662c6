import module from 'node:module';
import { setFlagsFromString } from 'node:v8';

const engine = Number(process.versions.v8.split('.')[0]);
if (engine < 12) {
  // The engine of Node 20 has no compiler between its quickest and its best code, so it optimises much that a run of a
  // second or two never earns back: a third of the processor time of a check.
  setFlagsFromString('--interrupt-budget=400000');
} else if (engine >= 13 && ['x64', 'arm64'].includes(process.arch) && process.argv[2] === 'check') {
  // Maglev is the compiler in between. What TurboFan makes of its code is not earned back in a check either, even of
  // ten thousand files, and its threads take the processors from ours. A language server lives long enough.
  setFlagsFromString('--no-turbofan');
  // What is kept below is what is compiled at loading: compiled whole the first time, nothing is left to do the next.
  setFlagsFromString('--no-lazy');
}

// Loading takes longer than checking a few files, and compiling is most of it: Node 22.1 and later keep what they have
// compiled, in the folder for temporary files. The engine takes it back only with the flags it was compiled with.
const { enableCompileCache } = module as Partial<Pick<typeof module, 'enableCompileCache'>>;
enableCompileCache?.();

void import('./cliMain.ts');
