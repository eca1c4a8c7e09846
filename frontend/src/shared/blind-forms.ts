import { html, nothing, type TemplateResult } from 'lit';
import type { BlindAnswer } from './blind-answer';
import { keepFocus } from './review-parts';
import { items } from './review-marks';

/** What is being answered: what was said so far, and what can be done with it. */
export interface Sheet {
  readonly draft: Partial<BlindAnswer>;
  change(part: Partial<BlindAnswer>, spoken: string): void;
  say(answer: Partial<BlindAnswer>): void;
  refuse(words: string): void;
  /** Whether this place is meant of what was ordered a moment ago. */
  isForBefore(place: number): boolean;
}

/** One way to ask: what the pictures are called, what stands below them, and what keys do. */
export interface Form {
  titles: string[];
  answers(sheet: Sheet): TemplateResult;
  /** @param onControl whether the key went to a button, which acts on it itself */
  key(key: string, sheet: Sheet, onControl: boolean): (() => void) | undefined;
  /** What is written on a picture. */
  mark?(sheet: Sheet, place: number): string;
  /** Takes back a part of what is not said yet; false where there is none. */
  undo?(sheet: Sheet): boolean;
  /** What pressing a picture does. */
  press?(sheet: Sheet, place: number): void;
}

const choices = [
  { key: '1', choice: 'left', title: 'Left is better' },
  { key: '2', choice: 'right', title: 'Right is better' },
  { key: '3', choice: 'equal', title: 'Equal' },
  { key: '4', choice: 'both-bad', title: 'Both bad' },
] as const;

const pairs: Form = {
  titles: ['Left', 'Right'],
  answers: (sheet) => html`${choices.map(({ key, choice, title }) => answer(html`<kbd>${key}</kbd> ${title}`, () => sheet.say({ choice })))}`,
  key(key, sheet) {
    const choice = choices.find((one) => one.key === key)?.choice ?? { ArrowLeft: 'left', ArrowRight: 'right' }[key];
    return choice ? () => sheet.say({ choice }) : undefined;
  },
};

const words = ['broken', 'one of three holds', 'two of three hold', 'perfect'];

const points: Form = {
  titles: ['The face to rate'],
  answers: (sheet) => html`${words.map((word, value) => answer(html`<kbd>${value}</kbd> ${word}`, () => sheet.say({ points: value })))}`,
  key: (key, sheet) => (/^[0-3]$/.test(key) ? () => sheet.say({ points: Number(key) }) : undefined),
};

const checklist: Form = {
  titles: ['The face to rate'],
  answers: (sheet) => html`${items.map(
      ({ name, title, question }, index) => html`<div class="blind__item" role="group" aria-label=${`${title}: ${question}`}>
        <span class="blind__words"><kbd>${index + 1}</kbd> <strong>${title}</strong> <span class="secondary">${question}</span></span>
        <span class="blind__yesno">
          ${[true, false].map(
            (value) => html`<button type="button" class="blind__answer" aria-pressed=${sheet.draft[name] === value} @mousedown=${keepFocus} @click=${() => sheet.change({ [name]: value }, `${title}: ${value ? 'yes' : 'no'}`)}>${value ? 'Yes' : 'No'}</button>`,
          )}
        </span>
      </div>`,
    )}
    <button type="button" class="blind__answer blind__answer--primary" @mousedown=${keepFocus} @click=${() => save(sheet)}>Save and next <kbd>↵</kbd></button>`,
  key(key, sheet, onControl) {
    const item = items[Number(key) - 1];
    if (item) {
      const value = !sheet.draft[item.name];
      return () => sheet.change({ [item.name]: value }, `${item.title}: ${value ? 'yes' : 'no'}`);
    }
    if (key === '0') {
      const open = items.filter(({ name }) => sheet.draft[name] === undefined);
      return () => sheet.change(Object.fromEntries(open.map(({ name }) => [name, false])), open.map(({ title }) => `${title}: no`).join(', '));
    }
    return key === 'Enter' && !onControl ? () => save(sheet) : undefined;
  },
};

function save(sheet: Sheet) {
  const open = items.filter(({ name }) => sheet.draft[name] === undefined).length;
  if (open > 0) {
    sheet.refuse(`Not saved: ${open === 1 ? 'one question has' : `${open} questions have`} no answer yet. 1, 2 and 3 answer yes, again no; 0 says no to the rest; x says that you cannot tell.`);
    return;
  }
  sheet.say({});
}

const four = 4;

/** The places of the pictures from the best down. The last one follows from the three before it. */
export function ranked(order: readonly number[], place: number): number[] {
  const next = order.includes(place) ? order.filter((one) => one !== place) : [...order, place];
  const left = Array.from({ length: four }, (_, one) => one).filter((one) => !next.includes(one));
  return left.length === 1 ? [...next, ...left] : next;
}

function rank(sheet: Sheet, place: number) {
  if (sheet.isForBefore(place)) {
    return;
  }
  const order = ranked(sheet.draft.order ?? [], place);
  if (order.length === four) {
    sheet.say({ order });
  } else {
    sheet.change({ order }, order.includes(place) ? `Face ${place + 1} is number ${order.length}` : `Face ${place + 1} has no place`);
  }
}

const order: Form = {
  titles: ['Face 1', 'Face 2', 'Face 3', 'Face 4'],
  answers(sheet) {
    const given = sheet.draft.order ?? [];
    const next = ['Which is the best?', 'Which is the second?', 'Which is the third?'][given.length] ?? '';
    return html`<span class="blind__next">${next}</span> ${[0, 1, 2, 3].map((place) =>
      answer(html`<kbd>${place + 1}</kbd> Face ${place + 1}${given.includes(place) ? html`: ${given.indexOf(place) + 1}.` : nothing}`, () => rank(sheet, place), given.includes(place)),
    )}`;
  },
  key: (key, sheet) => (/^[1-4]$/.test(key) ? () => rank(sheet, Number(key) - 1) : undefined),
  mark: (sheet, place) => (sheet.draft.order?.includes(place) ? `${sheet.draft.order.indexOf(place) + 1}.` : ''),
  press: rank,
  undo(sheet) {
    const order = sheet.draft.order ?? [];
    const last = order.at(-1);
    if (last === undefined) {
      return false;
    }
    sheet.change({ order: order.slice(0, -1) }, `Face ${last + 1} has no place`);
    return true;
  },
};

function answer(content: TemplateResult, act: () => void, pressed?: boolean) {
  return html`<button type="button" class="blind__answer" aria-pressed=${pressed ?? nothing} @mousedown=${keepFocus} @click=${act}>${content}</button>`;
}

/** By what the server calls it. */
export function formOf(name: string): Form {
  return { pairs, points, order }[name] ?? checklist;
}
