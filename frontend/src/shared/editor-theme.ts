import { HighlightStyle } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** Everything is a token, so the editor follows light and dark with the page. */
export const theme = EditorView.theme({
  '&': { color: 'var(--vaadin-text-color)', backgroundColor: 'transparent', fontSize: 'var(--aura-font-size-s)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-content': { fontFamily: 'var(--harmony-font-code)', caretColor: 'var(--vaadin-text-color)', padding: '0', lineHeight: '1.55' },
  '.cm-line': { padding: '0' },
  '.cm-cursor, .cm-dropCursor': { borderLeftColor: 'var(--vaadin-text-color)' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    backgroundColor: 'var(--harmony-selection)',
  },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--vaadin-background-container-strong)' },
  '.cm-tooltip': {
    border: 'var(--harmony-line)',
    borderRadius: 'var(--vaadin-radius-m)',
    backgroundColor: 'var(--aura-background-color)',
    color: 'var(--vaadin-text-color)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--harmony-font-code)', fontSize: 'var(--aura-font-size-s)', maxWidth: 'min(34rem, 80vw)', minWidth: 'min(20rem, 80vw)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '3px 8px', display: 'flex', gap: '1rem', whiteSpace: 'normal', overflowWrap: 'anywhere' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--harmony-accent-quiet)', color: 'var(--vaadin-text-color)' },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '600' },
  '.cm-completionDetail': { fontStyle: 'normal', color: 'var(--vaadin-text-color-secondary)', marginInlineStart: 'auto', whiteSpace: 'nowrap' },
  '.cm-tooltip.cm-completionInfo': { width: 'auto', maxWidth: 'none', padding: '6px 8px', fontSize: 'var(--aura-font-size-s)', boxSizing: 'border-box' },
  '.cm-placeholder': { color: 'var(--harmony-text-faint)' },
});

export const highlighting = HighlightStyle.define([
  { tag: tags.heading, fontWeight: '600' },
  { tag: tags.strong, fontWeight: '600' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: tags.strikethrough, textDecoration: 'line-through' },
  { tag: [tags.link, tags.url], color: 'var(--harmony-accent-text)' },
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--harmony-code-name)' },
  { tag: [tags.string, tags.special(tags.string), tags.monospace], color: 'var(--harmony-code-text)' },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: 'var(--harmony-code-number)' },
  { tag: [tags.comment, tags.meta, tags.processingInstruction, tags.punctuation], color: 'var(--harmony-text-faint)' },
  { tag: [tags.keyword, tags.typeName], color: 'var(--harmony-code-name)' },
  { tag: tags.invalid, color: 'var(--harmony-failed-text)' },
]);
