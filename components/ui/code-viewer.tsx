'use client';
import { HighlightStyle, StreamLanguage, syntaxHighlighting } from '@codemirror/language';
import { json } from '@codemirror/legacy-modes/mode/javascript';
import { properties } from '@codemirror/legacy-modes/mode/properties';
import { xml } from '@codemirror/legacy-modes/mode/xml';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import {
  Decoration,
  EditorView,
  MatchDecorator,
  ViewPlugin,
  drawSelection,
  keymap,
  lineNumbers,
  type DecorationSet,
  type ViewUpdate,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { useEffect, useRef } from 'react';
import { useMessages } from '@/lib/client/locale';
import { cn } from './cn';

export type CodeLanguage = 'xml' | 'json' | 'ini' | 'text';

interface CodeViewerProps {
  text: string;
  language: CodeLanguage;
  /** What the text is: a file name. */
  name: string;
  /** A text that stands for a hidden value, shown as such. */
  mask?: string;
  wrap?: boolean;
  className?: string;
}

const LANGUAGES: Record<CodeLanguage, Extension> = {
  xml: StreamLanguage.define(xml),
  // The mode names member names by a word that the editor's own table lacks.
  json: StreamLanguage.define({ ...json, tokenTable: { property: tags.propertyName } }),
  ini: StreamLanguage.define(properties),
  text: [],
};

const COLOURS = HighlightStyle.define([
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

const LOOK = EditorView.theme({
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

function marking(mask: string): Extension {
  const matcher = new MatchDecorator({
    regexp: new RegExp(mask.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'g'),
    decoration: Decoration.mark({ class: 'cm-mask' }),
  });
  return ViewPlugin.define(
    (view) =>
      new (class {
        marks: DecorationSet = matcher.createDeco(view);
        update(update: ViewUpdate): void {
          this.marks = matcher.updateDeco(update, this.marks);
        }
      })(),
    { decorations: (plugin) => plugin.marks },
  );
}

/** A text to read: highlighted, searchable with Ctrl+F, drawn only where it is seen. */
export function CodeViewer({ text, language, name, mask, wrap = false, className }: CodeViewerProps) {
  const t = useMessages();
  const host = useRef<HTMLDivElement>(null);
  const label = t.code.label(name);
  useEffect(() => {
    if (!host.current) return;
    const view = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: text,
        extensions: [
          lineNumbers(),
          drawSelection(),
          search({ top: true }),
          highlightSelectionMatches(),
          keymap.of(searchKeymap),
          LANGUAGES[language],
          syntaxHighlighting(COLOURS),
          LOOK,
          EditorState.readOnly.of(true),
          EditorView.contentAttributes.of({ 'aria-label': label, 'aria-readonly': 'true', tabindex: '0' }),
          mask ? marking(mask) : [],
          wrap ? EditorView.lineWrapping : [],
        ],
      }),
    });
    return () => view.destroy();
  }, [text, language, mask, wrap, label]);
  return <div ref={host} className={cn('min-h-0 overflow-hidden', className)} />;
}
