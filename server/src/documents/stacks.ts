/**
 * Runs a parser that makes an error object for each mistake in a text, without the stacks: nobody reads them, and taking
 * them costs more than all the reading.
 */
export function withoutStacks<Result>(run: () => Result): Result {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return run();
  } finally {
    Error.stackTraceLimit = limit;
  }
}
