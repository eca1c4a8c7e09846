/**
 * A text that is being written, as it is kept in this browser until the lab has taken it.
 *
 * `sending` names it: the lab counts what it is sent twice once. Another text after one that may have arrived has another name.
 */
export interface Draft {
  text: string;
  sending: string;
  /** What was last sent under that name. */
  sent?: string;
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export class Drafts {
  constructor(
    private readonly store: Store | undefined,
    private readonly name: () => string,
  ) {}

  /** What was being written under a key; nothing where nobody was. */
  find(key: string): Draft | undefined {
    try {
      const kept = JSON.parse(this.store?.getItem(key) ?? 'null') as Partial<Draft> | null;
      return typeof kept?.text === 'string' && typeof kept.sending === 'string'
        ? { text: kept.text, sending: kept.sending, sent: typeof kept.sent === 'string' ? kept.sent : undefined }
        : undefined;
    } catch {
      return undefined; // what cannot be read is nobody's draft
    }
  }

  /** A draft of this text; where the last one may have arrived, under a name of its own. */
  write(before: Draft | undefined, text: string): Draft {
    return before && (before.sent === undefined || before.sent === text)
      ? { ...before, text }
      : { text, sending: this.name() };
  }

  /** False where this browser keeps nothing. */
  keep(key: string, draft: Draft): boolean {
    try {
      this.store?.setItem(key, JSON.stringify(draft));
      return this.store !== undefined;
    } catch {
      return false;
    }
  }

  forget(key: string) {
    try {
      this.store?.removeItem(key);
    } catch {
      // nothing is kept here
    }
  }
}

/** What this browser keeps things in; nothing where it is told to keep nothing. */
export function browserStore(): Store | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}

/** A name that nobody else gives; also where the page is not from a safe address. */
export function uniqueName(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
