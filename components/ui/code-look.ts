import { HighlightStyle } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** Colours of code, from the tokens of the theme. */
export const CODE_COLOURS = HighlightStyle.define([
  {
    tag: [
      tags.tagName,
      tags.propertyName,
      tags.definition(tags.propertyName),
      tags.keyword,
      tags.heading,
      tags.definition(tags.variableName),
    ],
    color: 'var(--code-name)',
  },
  {
    tag: [tags.string, tags.attributeValue, tags.quote, tags.special(tags.string)],
    color: 'var(--code-text)',
  },
  { tag: [tags.number, tags.bool, tags.null, tags.atom, tags.attributeName], color: 'var(--code-number)' },
  {
    tag: [tags.comment, tags.meta, tags.processingInstruction],
    color: 'var(--code-note)',
    fontStyle: 'italic',
  },
  { tag: [tags.angleBracket, tags.bracket, tags.operator, tags.punctuation], color: 'var(--code-mark)' },
]);

export const CODE_LOOK = EditorView.theme({
  '&': { backgroundColor: 'transparent', color: 'var(--strong)', fontSize: '0.75rem', height: '100%' },
  '&.cm-focused': { outline: '2px solid var(--focus)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '1.6', fontVariantLigatures: 'none' },
  '.cm-content': { padding: '10px 0' },
  '.cm-line': { padding: '0 14px' },
  '.cm-gutters': {
    backgroundColor: 'transparent',
    color: 'var(--faint)',
    border: 'none',
    paddingLeft: '6px',
  },
  '.cm-selectionBackground, &.cm-focused .cm-selectionBackground': {
    backgroundColor: 'color-mix(in oklab, var(--accent) 24%, transparent) !important',
  },
  '.cm-searchMatch': { backgroundColor: 'var(--warn-soft)', outline: '1px solid var(--warn-line)' },
  '.cm-searchMatch-selected': { backgroundColor: 'var(--warn-line)' },
  '.cm-selectionMatch': { backgroundColor: 'var(--accent-soft)' },
  '.cm-panels': { backgroundColor: 'var(--sunken)', color: 'var(--normal)', borderColor: 'var(--line)' },
  '.cm-panel.cm-search': { padding: '6px 8px', fontFamily: 'var(--font-sans)' },
  '.cm-panel.cm-search [name=close]': { color: 'var(--muted)' },
  '.cm-textfield': {
    backgroundColor: 'var(--surface)',
    borderColor: 'var(--line-strong)',
    borderRadius: '4px',
  },
  '.cm-button': {
    backgroundImage: 'none',
    backgroundColor: 'var(--surface)',
    borderColor: 'var(--line-strong)',
    borderRadius: '4px',
  },
  '.cm-mask': {
    color: 'var(--warn-text)',
    backgroundColor: 'var(--warn-soft)',
    borderRadius: '3px',
    letterSpacing: '-0.05em',
  },
});
