import { acceptCompletion, autocompletion, closeCompletion, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { markdown } from '@codemirror/lang-markdown';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { Compartment, EditorState, type Extension, Prec, Transaction } from '@codemirror/state';
import { drawSelection, EditorView, keymap, placeholder } from '@codemirror/view';
import { highlighting, theme } from './editor-theme';
import { infoPlace, type Link, linkInHand, linkOffers } from './link-offers';
import { textChange } from './text-change';

export type Language = 'markdown' | 'yaml' | 'java' | 'text';

export interface Settings {
  language: Language;
  label: string;
  hint: string;
  readonly: boolean;
  /** Finds out what a link in the text can lead to, where that is offered. */
  links: (() => Promise<Link[]>) | undefined;
}

/** What the editor is told; each key answers whether it was dealt with. */
export interface Told {
  changed(): void;
  left(): void;
  key(name: 'leave' | 'run-next' | 'run' | 'save'): boolean;
}

/** The text of an editor in CodeMirror, which is fetched when the first one is made. */
export class CodeView {
  private readonly view: EditorView;
  private readonly settings = new Compartment();

  constructor(parent: HTMLElement, text: string, settings: Settings, told: Told) {
    this.view = new EditorView({
      parent,
      root: parent.getRootNode() as Document, // found by itself it would be that of the slot the page stands in
      state: EditorState.create({
        doc: text,
        extensions: [
          history(),
          drawSelection(),
          bracketMatching(),
          indentUnit.of('  '),
          EditorState.tabSize.of(2),
          EditorView.lineWrapping,
          theme,
          syntaxHighlighting(highlighting),
          keymap.of([
            { key: 'Escape', run: () => told.key('leave') },
            { key: 'Shift-Enter', run: () => told.key('run-next') },
            { key: 'Mod-Enter', run: () => told.key('run') },
            { key: 'Mod-s', run: () => told.key('save'), preventDefault: true },
            ...historyKeymap,
            ...defaultKeymap.filter((binding) => binding.key !== 'Escape'),
          ]),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) {
              told.changed();
            }
          }),
          EditorView.domEventHandlers({ blur: () => told.left() }),
          this.settings.of(extensions(settings)),
        ],
      }),
    });
  }

  get text() {
    return this.view.state.doc.toString();
  }

  configure(settings: Settings) {
    this.view.dispatch({ effects: this.settings.reconfigure(extensions(settings)) });
  }

  focus() {
    this.view.focus();
  }

  /** Only what differs is changed, so the caret stays where it is. */
  replace(text: string) {
    const changes = textChange(this.text, text);
    if (changes) {
      this.view.dispatch({
        changes,
        annotations: Transaction.addToHistory.of(false), // Ctrl Z takes back what was typed here, nothing else
      });
    }
  }
}

function extensions(settings: Settings): Extension {
  const language: Record<Language, Extension> = {
    markdown: markdown(),
    yaml: [yaml(), keymap.of([indentWithTab])],
    java: keymap.of([indentWithTab]),
    text: [],
  };
  return [
    language[settings.language],
    EditorState.readOnly.of(settings.readonly),
    EditorView.contentAttributes.of({ 'aria-label': settings.label, spellcheck: String(settings.language === 'markdown') }),
    settings.hint ? placeholder(settings.hint) : [],
    settings.links ? offers(settings.links) : [],
  ];
}

function offers(links: () => Promise<Link[]>): Extension {
  const keys = completionKeymap.map((binding) => (binding.key === 'Escape' ? { ...binding, run: closeOffers } : binding));
  return [
    linkInHand,
    autocompletion({ override: [linkOffers(links)], icons: false, interactionDelay: 0, positionInfo: infoPlace, defaultKeymap: false }),
    Prec.highest(keymap.of([...keys, { key: 'Tab', run: acceptCompletion }])),
  ];
}

/** Escape closes the offers that are on the screen; while they are only asked for, it leaves the text as ever. */
function closeOffers(view: EditorView) {
  const shown = view.dom.querySelector('.cm-tooltip-autocomplete') !== null;
  return closeCompletion(view) && shown;
}
