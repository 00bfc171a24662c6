import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { LineIndex } from '../documents/lines.ts';
import { Selection } from '../engine/selection.ts';
import { decode, readError } from '../host/fileText.ts';
import type { CheckError } from '../reports/checkResult.ts';
import { RULES } from '../rules/index.ts';
import { CONFIG_FILE, DEFAULT_SETTINGS, type Settings } from '../settings.ts';
import { readConfig } from '../workspace/config.ts';
import { excluder } from '../workspace/files.ts';
import { UsageError } from './usageError.ts';

/** The settings that hold for the files below a folder. */
export interface Config {
  readonly selection: Selection;
  /** By absolute path. */
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
    if (given !== undefined) this.#given = this.#read(given, process.cwd());
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
    if (existsSync(file)) return this.#read(file, folder);
    const parent = dirname(folder);
    // A repository's root is as far as its own settings reach.
    const isRoot = parent === folder || existsSync(join(folder, '.git'));
    return isRoot ? this.#configOf(DEFAULT_SETTINGS, folder) : this.for(parent);
  }

  #read(file: string, folder: string): Config {
    let bytes: Buffer;
    try {
      bytes = readFileSync(file);
    } catch (error) {
      throw new UsageError(`The configuration file ${file} cannot be read: ${readError(error)}.`);
    }
    const { text, error } = decode(bytes);
    if (text === undefined) throw new UsageError(`The configuration file ${file} cannot be read: ${error}.`);
    const { settings, problems } = readConfig(text, RULES, DEFAULT_SETTINGS);
    const lines = new LineIndex(text);
    const shown = relative(process.cwd(), resolve(file)) || file;
    for (const { start, message } of problems)
      this.errors.push({ file: shown, message, position: lines.positionAt(start) });
    return this.#configOf(settings, folder);
  }

  #configOf(settings: Settings, folder: string): Config {
    const own = this.#override(settings);
    const excluded = excluder(own.exclude);
    const isExcluded = (path: string): boolean =>
      own.exclude.length > 0 && excluded(relative(folder, path).split(sep).join('/'));
    return { selection: new Selection(RULES, own), isExcluded };
  }
}
