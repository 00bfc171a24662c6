import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inputsOf, readInput } from '../../server/src/cli/inputs.ts';
import { patchFiles } from '../../server/src/cli/shard.ts';
import { readFile } from '../../server/src/documents/read.ts';
import type { Lookup } from '../../server/src/engine/lookup.ts';
import { Selection } from '../../server/src/engine/selection.ts';
import { RULES } from '../../server/src/rules/index.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../server/src/settings.ts';
import { AnalysedFile } from '../../server/src/workspace/analysis.ts';
import { isTemplatePath, wantedDocuments } from '../../server/src/workspace/files.ts';
import { ResourceIndex } from '../../server/src/workspace/resourceIndex.ts';

/** A file of the corpus, read by the fast reader. */
export interface CorpusFile {
  readonly path: string;
  readonly text: string;
  readonly analysed: AnalysedFile;
}

export interface Corpus {
  /** In the order of their paths. Files that cannot be read are left out, and counted. */
  readonly files: readonly CorpusFile[];
  readonly unreadable: number;
  readonly bytes: number;
  readonly lookup: Lookup;
  readonly fileOf: (uri: string) => AnalysedFile | undefined;
  /** Every rule is on, even those that give way to stronger ones. */
  readonly everything: Selection;
  /** Reads a text as if it were that of the file. */
  readonly analyse: (file: { readonly path: string }, text: string, reader?: 'fast' | 'yaml') => AnalysedFile;
}

/** Reads a whole folder. @param only Ids of the rules that are on; all when there are none. */
export function readCorpus(folder: string, only: readonly string[]): Corpus {
  const rules = only.length === 0 ? RULES : RULES.filter(({ id }) => only.includes(id));
  const types = rules.flatMap(({ kinds, reads }) => [...(kinds === 'workload' ? [] : kinds), ...(reads ?? [])]);
  const wanted = wantedDocuments(new Set(types));
  const { files: paths } = inputsOf([folder]);
  const patches = patchFiles(paths);
  const analyse: Corpus['analyse'] = ({ path }, text, reader = 'fast') => {
    const absolute = resolve(path);
    const source = readFile(text, { template: isTemplatePath(absolute), wanted, reader });
    return new AnalysedFile(pathToFileURL(absolute).href, source, { patch: patches.has(absolute) });
  };
  const files: CorpusFile[] = [];
  let unreadable = 0;
  let bytes = 0;
  for (const path of paths) {
    const { text } = readInput(path);
    if (text === undefined) {
      unreadable++;
      continue;
    }
    bytes += Buffer.byteLength(text);
    files.push({ path, text, analysed: analyse({ path }, text) });
  }
  const lookup = lookupIn(files.map(({ analysed }) => analysed));
  const byUri = new Map(files.map(({ analysed }) => [analysed.uri, analysed]));
  const fileOf: Corpus['fileOf'] = (uri) => byUri.get(uri);
  return { files, unreadable, bytes, lookup, fileOf, everything: new Selection(rules, settingsFor(rules)), analyse };
}

/** Answers from the resources of these files. */
export function lookupIn(files: readonly AnalysedFile[]): Lookup {
  const index = new ResourceIndex();
  index.replace(
    [],
    files.flatMap((file) => file.resources),
  );
  return index.lookup;
}

/** Naming a rule in the settings keeps it on beside stronger ones. */
function settingsFor(rules: Corpus['everything']['active'][number]['rule'][] | typeof RULES): Settings {
  return { ...DEFAULT_SETTINGS, profile: 'strict', rules: Object.fromEntries(rules.map(({ id }) => [id, {}])) };
}
