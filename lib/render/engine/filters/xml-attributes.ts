import { TemplateFailure } from '../failure';
import { escapeXml } from '../escape';
import type { Run } from '../run';
import { entriesOf, isMapping, Safe, sizeOf, textOf, typeName, type Value } from '../values';

/** ` name="value"` for each member that is neither none nor undefined. */
export function xmlAttributes(run: Run, value: Value, autospace: boolean): Safe {
  if (!isMapping(value))
    throw new TemplateFailure('template_error', `"xmlattr" needs a dictionary, got ${typeName(value)}`);
  run.elements(sizeOf(value));
  const attributes = entriesOf(value).flatMap(([key, item]) => {
    if (item === undefined || item === null) return [];
    const name = textOf(key);
    if (/[\s/>="'<]/.test(name))
      throw new TemplateFailure('template_error', 'a name that is no XML attribute name');
    return [`${escapeXml(name)}="${item instanceof Safe ? item.text : escapeXml(textOf(item))}"`];
  });
  const text = attributes.join(' ');
  run.size(text.length);
  return new Safe(autospace && text !== '' ? ` ${text}` : text);
}
