import type { Shelf } from '../src/shared/waiting-answers';

/** The storage of a browser that can be full. */
export function aShelf(): Shelf & { full: boolean } {
  const held = new Map<string, string>();
  return {
    full: false,
    get length() {
      return held.size;
    },
    key: (index) => [...held.keys()][index] ?? null,
    getItem: (key) => held.get(key) ?? null,
    setItem(key, text) {
      if (this.full) {
        throw new Error('the storage is full');
      }
      held.set(key, text);
    },
    removeItem: (key) => void held.delete(key),
  };
}
