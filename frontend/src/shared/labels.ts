/**
 * Labels that stand side by side, shortened to what tells them apart: what all have in common is left out, and what few have comes
 * first, so that a narrow place never cuts off the difference.
 */
export function tellApart(labels: string[]): string[] {
  if (labels.length < 2) {
    return labels;
  }
  const parts = labels.map((label) => label.split(/, | \+ /));
  const known = new Map<string, number>();
  parts.flat().forEach((part) => known.set(part, (known.get(part) ?? 0) + 1));
  const told = parts.map((own) =>
    own
      .filter((part) => known.get(part)! < labels.length)
      .sort((one, other) => known.get(one)! - known.get(other)!)
      .join(' · '),
  );
  const start = commonStart(told);
  return told.map((label, at) => (start > 5 ? `…${label.slice(start)}` : label || labels[at]!));
}

/** How long the common start of all is, up to the end of a word; nothing is left empty. */
function commonStart(labels: string[]) {
  const [first = ''] = labels;
  let length = 0;
  while (length < first.length && labels.every((label) => label.length > length + 1 && label[length] === first[length])) {
    length++;
  }
  return first.slice(0, length).search(/[^\s\-_/.]*$/);
}

/**
 * The same for labels that stand in lines of `across`: what all of a line have in common, and what all at the same place of a line have.
 * Nothing where that does not say all.
 */
export function crossed(labels: string[], across: number): { lines: string[]; heads: string[] } | undefined {
  const parts = labels.map((label) => label.split(', '));
  const everywhere = (part: string) => parts.every((own) => own.includes(part));
  const common = (members: string[][]) => (members[0] ?? []).filter((part) => !everywhere(part) && members.every((own) => own.includes(part)));
  const lines = Array.from({ length: Math.ceil(labels.length / across) }, (_, line) => common(parts.slice(line * across, (line + 1) * across)));
  const heads = Array.from({ length: across }, (_, place) => (across === 1 ? [] : common(parts.filter((_own, at) => at % across === place))));
  const whole = parts.every((own, at) =>
    own.every((part) => everywhere(part) || lines[Math.floor(at / across)]!.includes(part) || heads[at % across]!.includes(part)),
  );
  return whole ? { lines: tellApart(lines.map((line) => line.join(', '))), heads: heads.map((head) => head.join(', ')) } : undefined;
}
