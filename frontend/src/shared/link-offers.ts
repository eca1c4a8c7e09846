import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import type { EditorView } from '@codemirror/view';

/** What a link in a text can lead to; `text` is what the link says unless somebody wrote something else. */
export interface Link {
  address: string;
  text: string;
  words: string;
}

/** A link that is being written, up to its address. */
const written = /\[([^[\]`]*)\]\((#[^\s()<>]*)$/;

/** What narrows the offers where no link is begun yet. */
const word = /[\p{L}\d-]*$/u;

/**
 * Offers what a link can lead to: in the address of one that begins with `#`, and as a whole link where somebody asks.
 *
 * A link whose text is still empty gets that of its number.
 */
export function linkOffers(ask: () => Promise<Link[]>) {
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    const line = context.state.doc.lineAt(context.pos);
    const before = line.text.slice(0, context.pos - line.from);
    if (inCode(before)) {
      return null;
    }
    const link = written.exec(before);
    if (!link && !context.explicit) {
      return null;
    }
    const links = await ask();
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
    const from = context.pos - link[2]!.length;
    const empty = link[1]!.length === 0;
    return { from, options: links.map((one, place) => ({ ...option(one, place), apply: finish(one, empty) })), validFor: /^#[^\s()<>]*$/ };
  };
}

/** As the server orders them: the whole before its parts. */
function option({ address, text, words }: Link, place: number): Completion {
  return { label: address, detail: text, info: words, boost: Math.max(-99, 99 - place / 4) };
}

/** The words of an offer stand on the other side of the list than the text that is written. */
export function infoPlace(view: EditorView, list: { top: number }) {
  const caret = view.coordsAtPos(view.state.selection.main.head);
  const isBelow = caret !== null && list.top >= caret.top;
  return { style: `left: 0; right: 0; ${isBelow ? 'top' : 'bottom'}: 100%`, class: 'cm-completionInfo-across' };
}

/** Puts the address in, ends the link, and writes its text where there is none. */
function finish(link: Link, empty: boolean): Completion['apply'] {
  return (view, _completion, from, to) => {
    const closed = view.state.doc.sliceString(to, to + 1) === ')';
    const text = empty ? link.text : '';
    view.dispatch({
      changes: [...(empty ? [{ from: from - 2, insert: text }] : []), { from, to, insert: closed ? link.address : `${link.address})` }],
      selection: { anchor: from + text.length + link.address.length + 1 },
      userEvent: 'input.complete',
    });
  };
}

function inCode(before: string) {
  return (before.match(/`/g)?.length ?? 0) % 2 === 1;
}
