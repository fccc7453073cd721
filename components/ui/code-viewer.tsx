'use client';
import { StreamLanguage, syntaxHighlighting } from '@codemirror/language';
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
import { CODE_COLOURS, CODE_LOOK } from './code-look';

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
          syntaxHighlighting(CODE_COLOURS),
          CODE_LOOK,
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
