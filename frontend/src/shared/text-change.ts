/** The one place in which two texts differ: what stands from `from` to `to` of the old one becomes `insert`. */
export interface TextChange {
  from: number;
  to: number;
  insert: string;
}

/** The smallest change that makes one text of another; none where they are the same. */
export function textChange(old: string, text: string): TextChange | undefined {
  let start = 0;
  while (start < old.length && start < text.length && old[start] === text[start]) {
    start++;
  }
  let end = 0;
  while (end < Math.min(old.length, text.length) - start && old[old.length - 1 - end] === text[text.length - 1 - end]) {
    end++;
  }
  return start < old.length || start < text.length ? { from: start, to: old.length - end, insert: text.slice(start, text.length - end) } : undefined;
}
