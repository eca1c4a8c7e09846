import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { type EditorState, StateField } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';

/** What a link in a text can lead to; `text` is what the link says unless somebody wrote something else. */
export interface Link {
  address: string;
  text: string;
  /** What is doubtful about it, in a word or two. */
  note: string;
  words: string;
}

/** A link that is being written, up to its address. */
const written = /(!?)\[([^[\]`]*)\]\(([^\s()<>]*)$/;

/** An address of whatever form that has not ended. */
const inAddress = /\]\([^)]*$/;

/** What narrows the offers where no link is begun yet. */
const word = /[\p{L}\d-]*$/u;

/** Nobody waits longer for an answer, in milliseconds. */
const patience = 2000;

interface Answer {
  links: Promise<Link[]>;
  /** When nobody waits for it any more. */
  until: number;
}

interface InHand {
  from: number;
  last: { answer?: Answer };
}

interface Place {
  from: number;
  text: string;
  address: string;
}

/** The link that the cursor is in the address of, with what was answered for it: one ask is enough until the cursor leaves it. */
export const linkInHand = StateField.define<InHand | undefined>({
  create: (state) => inHand(state, undefined),
  update(value, { docChanged, selection, changes, state }) {
    return docChanged || selection ? inHand(state, value && { ...value, from: changes.mapPos(value.from, -1) }) : value;
  },
});

function inHand(state: EditorState, before: InHand | undefined): InHand | undefined {
  const from = linkAt(state, state.selection.main.head)?.from;
  return from === undefined ? undefined : { from, last: before?.from === from ? before.last : {} };
}

function linkAt(state: EditorState, position: number): Place | undefined {
  const before = lineBefore(state, position);
  const [, picture, text, address] = written.exec(before) ?? [];
  return picture !== '' || text === undefined || address === undefined || inCode(before) ? undefined : { from: position - address.length, text, address };
}

/**
 * Offers what a link can lead to: in the address of one that begins with `#`, and in any, or as a whole link, where somebody asks.
 *
 * A link whose text is still empty gets that of its number. The editor needs `linkInHand`.
 */
export function linkOffers(ask: () => Promise<Link[]>) {
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    const link = linkAt(context.state, context.pos);
    const before = lineBefore(context.state, context.pos);
    const wanted = link ? context.explicit || link.address.startsWith('#') : context.explicit && !inCode(before) && !inLink(before);
    if (!wanted) {
      return null;
    }
    const last = (link && context.state.field(linkInHand)?.last) ?? {};
    if (context.explicit || !last.answer) {
      last.answer = { links: ask(), until: Date.now() + patience };
    }
    const links = await inTime(last.answer);
    if (context.aborted || links.length === 0) {
      return null;
    }
    if (!link) {
      return {
        from: context.pos - word.exec(before)![0].length,
        options: links.map((one, place) => ({ ...option(one, place), apply: `[${one.text}](${one.address})` })),
        validFor: word,
      };
    }
    const empty = link.text.length === 0;
    return {
      from: link.from,
      options: links.map((one, place) => ({ ...option(one, place), apply: finish(one, empty) })),
      validFor: context.explicit ? /^[^\s()<>]*$/ : /^#[^\s()<>]*$/,
    };
  };
}

/** An answer that comes late is there for the next letter. */
async function inTime({ links, until }: Answer) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Link[]>((resolve) => (timer = setTimeout(resolve, Math.max(0, until - Date.now()), [])));
  const first = await Promise.race([links, late]);
  clearTimeout(timer);
  return first;
}

/** As the server orders them: the whole before its parts. */
function option({ address, text, note, words }: Link, place: number): Completion {
  return { label: address, detail: note ? `${text} · ${note}` : text, info: words, boost: Math.max(-99, 99 - place / 4) };
}

/** The words of an offer stand on the other side of the list than the text that is written. */
export function infoPlace(view: EditorView, list: { top: number }) {
  const caret = view.coordsAtPos(view.state.selection.main.head);
  const isBelow = caret !== null && list.top >= caret.top;
  return { style: `left: 0; right: 0; ${isBelow ? 'top' : 'bottom'}: 100%`, class: 'cm-completionInfo-across' };
}

/** Puts the address in for the one that stands there, ends the link, and writes its text where there is none. */
function finish(link: Link, empty: boolean): Completion['apply'] {
  return (view, _completion, from, to) => {
    const { doc } = view.state;
    const rest = /^[^\s()<>]*(?=\))/.exec(doc.sliceString(to, doc.lineAt(to).to));
    const text = empty ? link.text : '';
    view.dispatch({
      changes: [...(empty ? [{ from: from - 2, insert: text }] : []), { from, to: to + (rest?.[0].length ?? 0), insert: rest ? link.address : `${link.address})` }],
      selection: { anchor: from + text.length + link.address.length + 1 },
      userEvent: 'input.complete',
    });
  };
}

function lineBefore(state: EditorState, position: number) {
  const line = state.doc.lineAt(position);
  return line.text.slice(0, position - line.from);
}

function inCode(before: string) {
  return (before.match(/`/g)?.length ?? 0) % 2 === 1;
}

/** Whether what stands before is in the text or the address of a link, where no other can be. */
function inLink(before: string) {
  const plain = before.replace(/`[^`]*`|\\./g, '');
  let open = 0;
  for (const letter of plain) {
    open = letter === '[' ? open + 1 : letter === ']' ? Math.max(0, open - 1) : open;
  }
  return open > 0 || inAddress.test(plain);
}
