/**
 * Gives each thing in view an element of its own, and to what comes into view the element of what left: nothing is made and thrown away
 * while somebody scrolls, and what has the focus keeps its element as long as it is in view.
 */
export class Slots {
  private readonly slotOf = new Map<number, number>();
  private readonly free: number[] = [];
  private next = 0;

  /** The things that are in view now, each with its slot, in the order of slots. */
  place(things: number[]): [number, number][] {
    const now = new Set(things);
    for (const [thing, slot] of this.slotOf) {
      if (!now.has(thing)) {
        this.slotOf.delete(thing);
        this.free.push(slot);
      }
    }
    for (const thing of now) {
      if (!this.slotOf.has(thing)) {
        this.slotOf.set(thing, this.free.pop() ?? this.next++);
      }
    }
    return [...this.slotOf].map(([thing, slot]): [number, number] => [slot, thing]).sort(([one], [other]) => one - other);
  }
}
