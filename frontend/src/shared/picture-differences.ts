import type { Picture } from './pictures';

/** What pictures have in common and what each has alone, by what their labels and captions name. */
export function pictureDifferences(pictures: Picture[]) {
  const all = pictures.map(parts);
  const shared = (part: string) => all.every((one) => one.includes(part));
  const own = all.map((one) => one.filter((part) => !shared(part)));
  return {
    same: (all[0] ?? []).filter(shared),
    own,
    /** Then what differs may be chance. */
    seeds: own.some((one) => one.some((part) => part.startsWith('seed '))),
  };
}

function parts(picture: Picture) {
  return [...picture.label.split(', '), ...(picture.caption ?? '').split(' · ')].filter((part) => part !== '');
}
