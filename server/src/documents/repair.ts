import type { ReadEvent } from './events.ts';
import { readEvents } from './readEvents.ts';
import { recoverEvents } from './recover.ts';
import { Refusal } from './scalarReader.ts';

/** Each costs another reading. */
const MOST_REPAIRS = 20;

/**
 * Reads a template with its expressions masked. Both branches of a condition stand in it then, which do not always fit
 * together: lines that do not fit are left out. What has more of them goes to the reader that recovers from mistakes.
 *
 * @param text Holds one document.
 * @param reader Which one reads what is left.
 */
export function templateEvents(text: string, reader: 'fast' | 'yaml'): readonly ReadEvent[] {
  let repaired = text;
  for (let repairs = 0; repairs <= MOST_REPAIRS; repairs++) {
    const events = readEvents(repaired);
    if (!(events instanceof Refusal)) return reader === 'fast' ? events : recoverEvents(repaired, 0).events;
    if (events.tooDeep) return [];
    const rest = withoutLine(repaired, events.offset);
    if (rest === repaired) break;
    repaired = rest;
  }
  return recoverEvents(text, 0).events;
}

/** Offsets stay. Blanks would count as indentation in a block scalar, so line ends take the place of the line. */
function withoutLine(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const lineFeed = text.indexOf('\n', start);
  const end = lineFeed === -1 ? text.length : lineFeed;
  return text.slice(0, start) + '\n'.repeat(end - start) + text.slice(end);
}
