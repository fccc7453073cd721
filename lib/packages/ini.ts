import { Refusal } from './refusal';

export interface IniSection {
  name: string;
  /** Keys in lower case, in the order of the file; lines that continue a value are joined by line breaks. */
  values: Map<string, string>;
}

const MAX_BYTES = 1024 * 1024;

/**
 * The dialect of `pkgs/*.db`: `[section]`, `key: value` or `key = value`, comments on lines of their own (`#`, `;`),
 * values that go on in indented lines, keys folded to lower case, sections and keys only once, no interpolation.
 */
export function parseIni(file: string, text: string): IniSection[] {
  if (text.length > MAX_BYTES) throw new Refusal(`${file} is larger than 1 MiB`, 'too_large');
  const sections: IniSection[] = [];
  const names = new Set<string>();
  let key: string | null = null;
  text.split(/\r?\n/).forEach((line, index) => {
    const refuse = (why: string): never => {
      throw new Refusal(`${file}:${index + 1}: ${why}`);
    };
    const section = sections.at(-1);
    if (line.trim() === '' || /^[#;]/.test(line.trimStart())) return;
    if (/^\s/.test(line) && key !== null && section) {
      section.values.set(key, `${section.values.get(key) ?? ''}\n${line.trim()}`);
      return;
    }
    const title = /^\[([^\]]+)\]\s*$/.exec(line.trim());
    if (title?.[1] !== undefined) {
      if (names.has(title[1])) refuse(`the section ${title[1]} is there twice`);
      names.add(title[1]);
      sections.push({ name: title[1], values: new Map() });
      key = null;
      return;
    }
    const member = /^([^:=]+?)\s*[:=]\s*(.*)$/.exec(line.trim());
    if (!member || !section) return refuse('neither a section nor a key with a value');
    key = (member[1] ?? '').toLowerCase();
    if (section.values.has(key)) refuse(`the key ${key} is there twice`);
    section.values.set(key, member[2] ?? '');
  });
  return sections;
}
