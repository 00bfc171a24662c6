/** Stands in plain data for a value that cannot be known: rendered by a template, or behind a broken anchor. */
export const UNKNOWN: unique symbol = Symbol('unknown');
