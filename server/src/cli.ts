import module from 'node:module';
import { setFlagsFromString } from 'node:v8';

// Loading takes longer than checking a few files, and compiling is most of it: Node 22.1 and later keep what they have
// compiled, in the folder for temporary files.
const { enableCompileCache } = module as Partial<Pick<typeof module, 'enableCompileCache'>>;
enableCompileCache?.();

// The engine of Node 20 has no compiler between its quickest and its best code, so it optimises much that a run of a
// second or two never earns back: a third of the processor time of a check. Later engines have one.
const engine = Number(process.versions.v8.split('.')[0]);
if (engine < 12) setFlagsFromString('--interrupt-budget=400000');

void import('./cliMain.ts');
