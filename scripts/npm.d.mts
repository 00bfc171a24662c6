export declare function npm(
  args: readonly string[],
  options?: { cwd?: string; onOutput?: (text: string) => void },
): Promise<string>;
