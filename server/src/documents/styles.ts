/** How a scalar is written. */
export const STYLE = { PLAIN: 1, SINGLE: 2, DOUBLE: 3, LITERAL: 4, FOLDED: 5 } as const;
export type Style = (typeof STYLE)[keyof typeof STYLE];
