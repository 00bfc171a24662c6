import type { Rule } from '../engine/rule.ts';
import { Selection } from '../engine/selection.ts';
import { CONFIG_FILE, DEFAULT_SETTINGS, parseSettings, type Settings, type SettingsProblem } from '../settings.ts';
import { readConfig, type ConfigProblem } from './config.ts';
import { excluder } from './files.ts';
import { pathBelow } from './uri.ts';

/** One root folder of the workspace with the settings that hold in it: its configuration file over a person's own. */
export class Folder {
  /** Ends with a slash. */
  readonly uri: string;
  readonly #rules: readonly Rule[];
  #personal = DEFAULT_SETTINGS;
  #config = '';
  #selection: Selection;
  #excluded: (path: string) => boolean = () => false;
  /** All of its files have been read. */
  indexed = false;
  /** Count the readings of its files and of its configuration, so that one that was overtaken has no effect. */
  readings = 0;
  configReadings = 0;
  /** The exclusions that the last reading went by. */
  readExclude: readonly string[] | undefined;

  constructor(uri: string, rules: readonly Rule[]) {
    this.uri = uri;
    this.#rules = rules;
    this.#selection = new Selection(rules, DEFAULT_SETTINGS);
  }

  get configUri(): string {
    return `${this.uri}${CONFIG_FILE}`;
  }

  /** The same object for as long as the settings say the same. */
  get selection(): Selection {
    return this.#selection;
  }

  holds(uri: string): boolean {
    return uri.startsWith(this.uri);
  }

  excludes(uri: string): boolean {
    return this.#excluded(pathBelow(this.uri, uri));
  }

  /** Sets what the editor is configured to. @returns The mistakes in it. */
  setPersonal(raw: unknown): readonly SettingsProblem[] {
    const { settings, problems } = parseSettings(raw, this.#rules);
    this.#personal = settings;
    this.#apply();
    return problems;
  }

  setConfig(text: string): void {
    if (text === this.#config) return;
    this.#config = text;
    this.#apply();
  }

  configProblems(text: string): readonly ConfigProblem[] {
    return readConfig(text, this.#rules, this.#personal).problems;
  }

  /** Its files have been read, or are being read, by other exclusions than those that hold now. */
  get mustBeReadAgain(): boolean {
    const { exclude } = this.#selection.settings;
    return this.readExclude !== undefined && JSON.stringify(this.readExclude) !== JSON.stringify(exclude);
  }

  #apply(): void {
    const { settings } = readConfig(this.#config, this.#rules, this.#personal);
    if (same(settings, this.#selection.settings)) return;
    this.#selection = new Selection(this.#rules, settings);
    this.#excluded = excluder(settings.exclude);
  }
}

function same(a: Settings, b: Settings): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
