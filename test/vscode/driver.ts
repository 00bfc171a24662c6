/** What one run of the suite needs. All paths are absolute. */
export interface SuiteRun {
  /** The folder of the extension under test. */
  readonly extension: string;
  /** A CommonJS file that exports `run(): Promise<void>`. */
  readonly suite: string;
  /** The workspace to open; the suite may write to it. */
  readonly folder: string;
  readonly trusted: boolean;
  /** Environment variables for the suite. */
  readonly env: Readonly<Record<string, string>>;
  readonly say: (text: string) => void;
}

/** Runs the suite in a VS Code, prints what it prints, and resolves to its exit code. Leaves no process behind. */
export type Driver = (run: SuiteRun) => Promise<number>;

/** After this many milliseconds a run that has not ended counts as failed. */
export const runDeadline = 180_000;
