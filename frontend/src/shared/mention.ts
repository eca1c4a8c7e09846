/** Somebody who can be mentioned: what they are called, and what is typed for it, which begins with `@`. */
export interface Offer {
  name: string;
  insert: string;
}

const longestQuery = 60;

/** The beginning of a mention before the caret: where its `@` stands and what follows it. */
export interface Begun {
  at: number;
  query: string;
}

/** An `@` that begins a word, up to three words of a name behind it; nothing where nobody is being mentioned. */
export function begun(text: string, caret: number): Begun | undefined {
  const before = text.slice(Math.max(0, caret - longestQuery), caret);
  const found = /(?:^|[^\p{L}\p{N}_@.])@((?:[^\s@][^\s@]*(?: [^\s@]*){0,2})?)$/u.exec(before);
  return found ? { at: caret - found[1].length - 1, query: found[1] } : undefined;
}

/** The text with a mention in the place of what was typed of it, and where the caret is then. */
export function mentioned(text: string, caret: number, { at }: Begun, { insert }: Offer) {
  const rest = text.slice(caret);
  const end = rest.startsWith(' ') ? insert : `${insert} `;
  return { text: text.slice(0, at) + end + rest, caret: at + end.length + (end === insert ? 1 : 0) };
}
