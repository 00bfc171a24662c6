import type { CodeAction } from 'vscode-languageserver';
import { asksForValues, type ChosenFix } from '../workspace/fixAll.ts';
import type { FeatureContext } from './feature.ts';
import { open, type Opened } from './opened.ts';

/** What an action needs to make its edit when it is chosen: most of those offered never are. */
interface Unresolved {
  readonly uri: string;
  /** Undefined: all safe fixes. */
  readonly ruleId?: string;
}

/** The fixes that "all" means: of one rule its first, since a person chose it; of all rules those that are safe. */
export function fixableFindings({ report }: Opened, ruleId: string | undefined): ChosenFix[] {
  return report.findings.flatMap(({ finding, suppressed }): ChosenFix[] => {
    if (suppressed !== undefined || (ruleId !== undefined && finding.ruleId !== ruleId)) return [];
    const fix = finding.fixes.find((one) => ruleId !== undefined || (one.safe && !asksForValues(one)));
    return fix === undefined ? [] : [{ finding, fix }];
  });
}

/** An action whose edit is made when it is chosen, where the client can wait for it. */
export async function deferred(context: FeatureContext, action: CodeAction, data: Unresolved): Promise<CodeAction> {
  if (context.client.resolvesEdits) return { ...action, data };
  const { edit } = await resolve(context, { ...action, data });
  return edit === undefined ? action : { ...action, edit };
}

export async function resolve(context: FeatureContext, action: CodeAction): Promise<CodeAction> {
  const { uri, ruleId } = (action.data ?? {}) as Partial<Record<keyof Unresolved, unknown>>;
  const opened = typeof uri === 'string' ? await open(context, uri) : undefined;
  if (opened === undefined) return action;
  const chosen = fixableFindings(opened, typeof ruleId === 'string' ? ruleId : undefined);
  return { ...action, edit: opened.workspaceEdit(opened.edits(chosen)) };
}
