import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { LineIndex } from '../documents/lines.ts';
import { Selection } from '../engine/selection.ts';
import { readTextFile } from '../host/readText.ts';
import type { CheckError } from '../reports/checkResult.ts';
import { RULES } from '../rules/index.ts';
import { CONFIG_FILE, DEFAULT_SETTINGS, type Settings } from '../settings.ts';
import { readConfig } from '../workspace/config.ts';
import { excluder } from '../workspace/files.ts';
import { UsageError } from './usageError.ts';

/** The settings that hold for the files below a folder. */
export interface Config {
  readonly selection: Selection;
  readonly isExcluded: (path: string) => boolean;
}

/** Finds, reads and keeps configuration files: each file is judged by the nearest one above it. */
export class ConfigFiles {
  readonly #folders = new Map<string, Config>();
  readonly #given: Config | undefined;
  readonly #override: (settings: Settings) => Settings;
  /** Mistakes in the files that were read. */
  readonly errors: CheckError[] = [];

  /**
   * @param given The file named on the command line, which then holds for all; undefined to look for one.
   * @param override What the command line says, which wins over the files.
   */
  constructor(given: string | undefined, override: (settings: Settings) => Settings) {
    this.#override = override;
    if (given !== undefined) this.#given = this.#named(given);
  }

  /** @param folder An absolute path. */
  for(folder: string): Config {
    if (this.#given !== undefined) return this.#given;
    const known = this.#folders.get(folder);
    if (known !== undefined) return known;
    const config = this.#find(folder);
    this.#folders.set(folder, config);
    return config;
  }

  #find(folder: string): Config {
    const file = join(folder, CONFIG_FILE);
    if (existsSync(file)) return this.#found(file, folder);
    const parent = dirname(folder);
    // A repository's root is as far as its own settings reach.
    const isRoot = parent === folder || existsSync(join(folder, '.git'));
    return isRoot ? this.#configOf(DEFAULT_SETTINGS, folder) : this.for(parent);
  }

  /** The file named on the command line is what the person relies on: without it nothing is checked. */
  #named(file: string): Config {
    const { text, error } = readTextFile(file);
    if (text === undefined) throw new UsageError(`${file}: ${error}. It was named as the configuration file.`);
    return this.#parse(file, text, process.cwd());
  }

  #found(file: string, folder: string): Config {
    const { text, error } = readTextFile(file);
    if (text !== undefined) return this.#parse(file, text, folder);
    this.errors.push({ file: shownPath(file), message: `${error}. The default settings hold instead.` });
    return this.#configOf(DEFAULT_SETTINGS, folder);
  }

  #parse(file: string, text: string, folder: string): Config {
    const { settings, problems } = readConfig(text, RULES, DEFAULT_SETTINGS);
    const lines = new LineIndex(text);
    for (const { start, message } of problems)
      this.errors.push({ file: shownPath(file), message, position: lines.positionAt(start) });
    return this.#configOf(settings, folder);
  }

  #configOf(settings: Settings, folder: string): Config {
    const own = this.#override(settings);
    const excluded = excluder(own.exclude);
    const isExcluded = (path: string): boolean =>
      own.exclude.length > 0 && excluded(relative(folder, resolve(path)).split(sep).join('/'));
    return { selection: new Selection(RULES, own), isExcluded };
  }
}

function shownPath(file: string): string {
  return relative(process.cwd(), resolve(file));
}
