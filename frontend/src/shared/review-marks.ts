/** One face in the order of review; the picture's address tells nothing about how it was made. */
export interface Face {
  id: string;
  image: string;
  thumbnail: string;
  archetype: string;
  emotion: string;
  mark?: Mark;
}

export interface Mark {
  eyesMouth: boolean;
  browsTension: boolean;
  holistic: boolean;
  intendedConflict: boolean;
  note: string;
}

export type Item = 'eyesMouth' | 'browsTension' | 'holistic';

/** What is said so far: a question without an answer is neither yes nor no. */
export type Draft = Partial<Record<Item, boolean>> & { intendedConflict: boolean; note: string };

export const items: { name: Item; title: string; question: string }[] = [
  { name: 'eyesMouth', title: 'Eyes ↔ mouth', question: 'They tell the same emotion' },
  { name: 'browsTension', title: 'Brows ↔ tension', question: 'The brows fit the tension of the face' },
  { name: 'holistic', title: 'The face as a whole', question: 'It shows the emotion asked for' },
];

export const untouched: Draft = { intendedConflict: false, note: '' };
/** The mark that a draft comes to, once each question is answered. */
export function complete({ eyesMouth, browsTension, holistic, intendedConflict, note }: Draft): Mark | undefined {
  return eyesMouth === undefined || browsTension === undefined || holistic === undefined
    ? undefined
    : { eyesMouth, browsTension, holistic, intendedConflict, note };
}

export function pointsOf(mark: Draft) {
  return items.filter((item) => mark[item.name]).length;
}

export function verdict(points: number) {
  return points === 3 ? 'perfect' : points === 0 ? 'broken' : 'acceptable';
}

export function same(one: Mark | undefined, other: Draft) {
  return one !== undefined && items.every((item) => one[item.name] === other[item.name]) && one.intendedConflict === other.intendedConflict && one.note === other.note;
}
