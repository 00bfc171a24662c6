// Usage: npm run corpus -- DIR [--rule ID]... [--profile P] [--prefixes] [--mutations N] [--seed N] [--pairs N]
// Holds Hardlint to its promises on a whole folder of real manifests: nothing throws, both readers find the same, and
// every fix does what it says and nothing else. Then it shows what is noisy. Exit code 1 when a promise is broken.
import { parseArgs } from 'node:util';
import { PROFILE_NAMES } from '../server/src/engine/profiles.ts';
import { RULES } from '../server/src/rules/index.ts';
import { messageOf, Breaches } from './corpus/breaches.ts';
import { checkMutations, checkPrefixes } from './corpus/broken.ts';
import { readCorpus, type Corpus } from './corpus/corpus.ts';
import { checkFixes, newFixCounts } from './corpus/fixes.ts';
import { printNoise } from './corpus/noise.ts';
import { checkReaders } from './corpus/readers.ts';

const PREFIX_FILES = 50;

const { positionals, values: options } = parseArgs({
  allowPositionals: true,
  options: {
    rule: { type: 'string', multiple: true, default: [] },
    profile: { type: 'string', default: 'recommended' },
    prefixes: { type: 'boolean', default: false },
    mutations: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    pairs: { type: 'string', default: '30' },
  },
});
const [folder] = positionals;
const profile = PROFILE_NAMES.find((name) => name === options.profile);
const unknown = options.rule.filter((id) => !RULES.some((rule) => rule.id === id));
if (folder === undefined || positionals.length > 1) fail('Name one folder of manifests: npm run corpus -- DIR');
else if (profile === undefined) fail(`There is no profile "${options.profile}".`);
else if (unknown.length > 0) fail(`There is no rule "${unknown.join('", "')}".`);
else {
  const breaches = new Breaches();
  const corpus = timed('read', () => readCorpus(folder, options.rule));
  const { files, unreadable, bytes } = corpus;
  console.log(`${files.length} files, ${(bytes / 1e6).toFixed(1)} MB, ${unreadable} more that cannot be read`);
  timed('judged by every rule', () => checkRules(corpus, breaches));
  const compared = timed('compared with the other reader', () => checkReaders(corpus, breaches));
  console.log(`${compared} findings of both readers compared`);
  const counts = newFixCounts();
  timed('fixed', () => files.forEach((file) => checkFixes(corpus, file, counts, breaches)));
  console.log(
    `${counts.fixable} findings can be fixed: ${counts.fixed} were, ${counts.asking} of them with a question to a person`,
  );
  for (const [reason, count] of [...counts.refused].sort((a, b) => b[1] - a[1]))
    console.log(`  ${count} refused: ${reason}`);
  console.log(
    `${counts.secondPasses} times the fixes of a file brought up findings that could be fixed in a second pass`,
  );
  const seed = Number(options.seed);
  if (options.prefixes) {
    const cuts = timed('cut', () => checkPrefixes(corpus, PREFIX_FILES, seed, breaches));
    console.log(`${cuts.texts} prefixes of ${cuts.files} files read`);
  }
  if (Number(options.mutations) > 0) {
    const mutants = timed('mutated', () => checkMutations(corpus, Number(options.mutations), seed, breaches));
    console.log(`${mutants} mutated manifests read`);
  }
  printNoise(corpus, profile, options.rule, Number(options.pairs));
  breaches.print();
  console.log(breaches.count === 0 ? '\nEvery promise was kept.' : `\n${breaches.count} breaches.`);
  process.exitCode = breaches.count === 0 ? 0 : 1;
}

function checkRules({ files, everything, lookup }: Corpus, breaches: Breaches): void {
  for (const { path, analysed } of files) {
    try {
      for (const { ruleId, resource, error } of analysed.report(everything, lookup, 0).crashed)
        breaches.add('a rule never throws', `${ruleId} on ${resource.label} in ${path}: ${messageOf(error)}`);
    } catch (error) {
      breaches.add('nothing throws', `${path}: ${messageOf(error)}`);
    }
  }
}

function timed<Result>(what: string, run: () => Result): Result {
  const began = performance.now();
  const result = run();
  console.error(`${what} in ${((performance.now() - began) / 1000).toFixed(1)} s`);
  return result;
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 2;
}
