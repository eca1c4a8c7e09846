import type { Picture } from './pictures';

/** What two pictures have in common and what each has alone, by what their labels and captions name. */
export function pictureDifferences(first: Picture, second: Picture) {
  const one = parts(first);
  const other = parts(second);
  const ours = one.filter((part) => !other.includes(part));
  const theirs = other.filter((part) => !one.includes(part));
  return {
    same: one.filter((part) => other.includes(part)),
    ours,
    theirs,
    /** Then what differs may be chance. */
    seeds: [...ours, ...theirs].some((part) => part.startsWith('seed ')),
  };
}

function parts(picture: Picture) {
  return [...picture.label.split(', '), ...(picture.caption ?? '').split(' · ')].filter((part) => part !== '');
}
