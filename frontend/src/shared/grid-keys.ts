import { arrows, type Direction } from './pictures';
import { step } from './zoom';

/** What a key means in a grid. */
export type Wish =
  | { does: 'go'; to: Direction | 'first' | 'last' }
  | { does: 'open' }
  /** `more` chooses one more picture before they are compared. */
  | { does: 'choose'; more: boolean }
  | { does: 'rates'; row: boolean }
  | { does: 'step'; axis: number; by: number }
  | { does: 'zoom'; by: number }
  | { does: 'fit' }
  | { does: 'let go' }
  | { does: 'say'; about: 'score' | 'tags' | 'talk' };

/** What one can say of a picture, by its key. */
export const saying: Record<string, 'score' | 'tags' | 'talk' | undefined> = { s: 'score', g: 'tags', t: 'talk' };

/** What is meant by a key that is pressed in a grid; undefined where it means nothing there. */
export function wish(event: KeyboardEvent): Wish | undefined {
  const onButton = (event.target as HTMLElement | null)?.localName === 'button';
  const altGraph = event.getModifierState('AltGraph'); // on many keyboards brackets need it
  const { key, ctrlKey, shiftKey } = event;
  if ((event.altKey && !altGraph) || event.metaKey || (onButton && (key === 'Enter' || key === ' '))) {
    return undefined;
  }
  const direction = arrows[key];
  if (direction) {
    return shiftKey ? undefined : { does: 'go', to: direction };
  }
  if ('[],.'.includes(key)) {
    return { does: 'step', axis: 0, by: key === '[' || key === ',' ? -1 : 1 };
  }
  switch (key) {
    case 'Home':
      return { does: 'go', to: 'first' };
    case 'End':
      return { does: 'go', to: 'last' };
    case 'Enter':
    case ' ':
      return { does: 'open' };
    case 'Escape':
      return { does: 'let go' };
    case '+':
    case '=':
      return { does: 'zoom', by: step };
    case '-':
      return { does: 'zoom', by: -step };
    case '0':
      return ctrlKey ? undefined : { does: 'fit' };
  }
  if (ctrlKey) {
    return undefined;
  }
  if (/^[1-9]$/.test(key)) {
    return { does: 'step', axis: Number(key) - 1, by: 0 };
  }
  const about = saying[key];
  if (about) {
    return { does: 'say', about };
  }
  return key === 'c' || key === 'C' ? { does: 'choose', more: key === 'C' } : key === 'f' || key === 'F' ? { does: 'rates', row: key === 'f' } : undefined;
}
