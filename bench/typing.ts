import { AnalysedDocument } from '../server/src/workspace/analysis.ts';
import { largeFile } from './generate.ts';
import type { Session } from './session.ts';

export interface Typing {
  /** Milliseconds from the change of each character to the written answer. */
  readonly times: readonly number[];
  /** Judgements of documents that were made anew meanwhile. */
  readonly analyses: number;
  /** Diagnostics in the last answer. */
  readonly diagnostics: number;
}

const TYPED_DOCUMENT = 200;
const WARM_UP = 20;

/** Opens the large file, so that typing can begin. @returns The place at which characters are typed. */
export async function openLargeFile(session: Session, uri: string): Promise<{ line: number; character: number }> {
  const text = largeFile();
  session.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 0, text } });
  await pull(session, uri);
  const lines = text.split('\n');
  const line = lines.findIndex((one, index) => index > TYPED_DOCUMENT * 34 && one.includes('example.com/note'));
  return { line, character: (lines[line] ?? '').indexOf('""') + 1 };
}

/** Types into the middle of the file, one character after another, each once the answer to the one before is there. */
export async function type(
  session: Session,
  uri: string,
  place: { line: number; character: number },
  isEnough: (typed: number) => boolean,
): Promise<Typing> {
  const times: number[] = [];
  let diagnostics = 0;
  let version = 1;
  const position = { ...place };
  const typeOne = async (): Promise<number> => {
    const began = performance.now();
    session.notify('textDocument/didChange', {
      textDocument: { uri, version: version++ },
      contentChanges: [{ range: { start: position, end: position }, text: 'abcdefgh '.charAt(version % 9) }],
    });
    position.character++;
    const answer = await pull(session, uri);
    diagnostics = answer.items;
    return answer.written - began;
  };
  for (let index = 0; index < WARM_UP; index++) await typeOne();
  const counter = countAnalyses();
  // What was judged before is seen once, and counts no more.
  await pull(session, uri);
  counter.begin();
  while (!isEnough(times.length)) times.push(await typeOne());
  return { times, analyses: counter.stop(), diagnostics };
}

async function pull(session: Session, uri: string): Promise<{ items: number; written: number }> {
  const { result, written } = await session.request('textDocument/diagnostic', { textDocument: { uri } });
  return { items: (result as { items?: unknown[] }).items?.length ?? 0, written };
}

/** Counts the judgements that were not kept from before. */
function countAnalyses(): { begin: () => void; stop: () => number } {
  const seen = new WeakSet<object>();
  // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with its document
  const { judge } = AnalysedDocument.prototype;
  let count = 0;
  AnalysedDocument.prototype.judge = function (...args) {
    const judged = judge.apply(this, args);
    if (!seen.has(judged)) count++;
    seen.add(judged);
    return judged;
  };
  return {
    begin: () => (count = 0),
    stop: () => {
      AnalysedDocument.prototype.judge = judge;
      return count;
    },
  };
}
