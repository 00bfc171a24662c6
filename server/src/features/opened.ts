import type { WorkspaceEdit } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { AnalysedFile } from '../workspace/analysis.ts';
import { editsOfFixes, filesOfFixes, type ChosenFix, type FixEdits } from '../workspace/fixAll.ts';
import type { OpenFileReport } from '../workspace/workspace.ts';
import type { FeatureContext } from './feature.ts';
import { workspaceEdit } from './textEdits.ts';

type Checked = Extract<OpenFileReport, { state: 'checked' }>;

/** An open file with its findings, as code actions see it. */
export interface Opened extends Checked {
  readonly document: TextDocument;
  /** The edits that some fixes make in this file and in others. */
  edits(chosen: readonly ChosenFix[]): FixEdits;
  /** The same for the client. */
  workspaceEdit(edits: FixEdits): WorkspaceEdit;
}

/** The file as it is now, and with it the other files that its fixes would change. */
export async function open(context: FeatureContext, uri: string): Promise<Opened | undefined> {
  const { workspace, settingsKnown } = context;
  await settingsKnown;
  const others = new Map<string, AnalysedFile | undefined>();
  for (;;) {
    const opened = workspace.report(uri);
    const document = context.documents.get(uri);
    if (opened?.state !== 'checked' || document === undefined) return undefined;
    const missing = [...filesNeeded(opened)].filter((one) => one !== opened.file.uri && !others.has(one));
    if (missing.length === 0) return { ...opened, document, ...editing(context, opened.file, others) };
    // The text may change while they are read, and with it what is needed.
    for (const one of missing) others.set(one, await workspace.wholeFile(one));
  }
}

function filesNeeded({ report }: Checked): Set<string> {
  return filesOfFixes(report.findings.flatMap(({ finding }) => finding.fixes.map((fix) => ({ finding, fix }))));
}

function editing(
  { documents, workspace, client }: FeatureContext,
  own: AnalysedFile,
  others: ReadonlyMap<string, AnalysedFile | undefined>,
): Pick<Opened, 'edits' | 'workspaceEdit'> {
  const fileOf = (uri: string): AnalysedFile | undefined =>
    uri === own.uri ? own : (workspace.openFile(uri) ?? others.get(uri));
  return {
    edits: (chosen) => editsOfFixes(chosen, fileOf),
    workspaceEdit: ({ files }) =>
      workspaceEdit(
        files.map(({ file, edits }) => {
          const uri = workspace.clientUri(file.uri);
          return { uri, version: documents.get(uri)?.version ?? null, text: file.source.text, edits };
        }),
        client,
      ),
  };
}
