/** Thrown inside of the edits' planning and writing, and caught by their public face: why the text must stay as it is. */
export class Refusal extends Error {}

/** @param reason Names the thing that stands in the way; a sentence without its full stop. */
export function refuse(reason: string): never {
  throw new Refusal(reason);
}
