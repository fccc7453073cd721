import { charsOf, lengthOf } from '../values';

/** Each line broken at white space (longer words in themselves, when told so) to `width` characters. */
export function wrapText(text: string, width: number, breakWords: boolean, joint: string): string {
  return text
    .split('\n')
    .map((line) => wrapLine(line, width, breakWords).join(joint))
    .join(joint);
}

function wrapLine(line: string, width: number, breakWords: boolean): string[] {
  const lines: string[] = [];
  let current = '';
  let length = 0;
  for (const chunk of line.split(/(\s+|(?<=\w-)(?=[A-Za-z]))/).filter((part) => part !== '')) {
    const size = lengthOf(chunk);
    if (length + size <= width) {
      if (current !== '' || lines.length === 0 || chunk.trim() !== '')
        [current, length] = [current + chunk, length + size];
      continue;
    }
    if (chunk.trim() === '') continue;
    let rest = charsOf(chunk);
    if (breakWords && size > width) {
      const room = width - length;
      lines.push(current + rest.slice(0, room).join(''));
      for (rest = rest.slice(room); rest.length > width; rest = rest.slice(width))
        lines.push(rest.slice(0, width).join(''));
    } else if (current.trim() !== '') lines.push(current.trimEnd());
    [current, length] = [rest.join(''), rest.length];
  }
  if (current.trim() !== '') lines.push(current.trimEnd());
  return lines;
}
