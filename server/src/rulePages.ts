/** The project's repository, as package.json names it; a test compares the two. */
export const REPOSITORY = 'https://github.com/hardlint/hardlint';

/** The page of a rule in the repository. */
export function rulePage(id: string): string {
  return `${REPOSITORY}/blob/main/docs/rules/${id}.md`;
}
