'use client';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { StreamLanguage, syntaxHighlighting } from '@codemirror/language';
import { jinja2 } from '@codemirror/legacy-modes/mode/jinja2';
import { search, searchKeymap } from '@codemirror/search';
import { EditorState, StateEffect, StateField, type Extension } from '@codemirror/state';
import { Decoration, EditorView, drawSelection, keymap, lineNumbers } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { CODE_COLOURS, CODE_LOOK } from './code-look';
import { cn } from './cn';

interface CodeEditorProps {
  /** What the editor begins with; another value replaces what is in it. */
  text: string;
  onChange: (text: string) => void;
  label: string;
  readOnly?: boolean;
  /** 1-based; a line that something is wrong with. */
  badLine?: number | null;
  className?: string;
}

const markLine = StateEffect.define<number | null>();
const BAD = Decoration.line({ class: 'bg-bad-soft' });

const badLines = StateField.define({
  create: () => Decoration.none,
  update(marks, { effects, state, changes }) {
    for (const effect of effects) {
      if (!effect.is(markLine)) continue;
      const { value } = effect;
      if (value === null || value < 1 || value > state.doc.lines) return Decoration.none;
      return Decoration.set([BAD.range(state.doc.line(value).from)]);
    }
    return marks.map(changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

const FIXED: Extension = [
  lineNumbers(),
  drawSelection(),
  history(),
  search({ top: true }),
  // Tab is left to the browser: it leads out of the editor.
  keymap.of([...defaultKeymap, ...historyKeymap, ...searchKeymap]),
  StreamLanguage.define(jinja2),
  syntaxHighlighting(CODE_COLOURS),
  CODE_LOOK,
  badLines,
];

/** A text to write, with undo, search and highlighting. */
export function CodeEditor({ text, onChange, label, readOnly = false, badLine, className }: CodeEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const changed = useRef(onChange);
  useEffect(() => {
    changed.current = onChange;
  }, [onChange]);
  useEffect(() => {
    if (!host.current) return;
    const editor = new EditorView({
      parent: host.current,
      state: EditorState.create({
        extensions: [
          FIXED,
          EditorState.readOnly.of(readOnly),
          EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false', tabindex: '0' }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) changed.current(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = editor;
    return () => {
      view.current = null;
      editor.destroy();
    };
  }, [label, readOnly]);
  useEffect(() => {
    const editor = view.current;
    if (!editor || editor.state.doc.toString() === text) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } });
  }, [text, label, readOnly]);
  useEffect(() => {
    view.current?.dispatch({ effects: markLine.of(badLine ?? null) });
  }, [badLine, label, readOnly]);
  return <div ref={host} className={cn('min-h-0 overflow-hidden', className)} />;
}
