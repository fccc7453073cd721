import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { Locale } from '../shared/locale';
import { ApiError } from './api';
import { useErrorText } from './error-text';
import { LocaleProvider } from './locale';

function Told({ error }: { error: ApiError }) {
  const { title, detail } = useErrorText()(error);
  return `${title}|${detail}`;
}
const told = (locale: Locale, error: ApiError): string =>
  renderToStaticMarkup(
    <LocaleProvider locale={locale}>
      <Told error={error} />
    </LocaleProvider>,
  );

it('says problems with a code in the reader’s language, and once', () => {
  const error = new ApiError({
    code: 'invalid',
    message: 'mac is not valid: A MAC address or an id is needed.',
    problems: [{ path: 'mac', message: 'A MAC address or an id is needed.', code: 'macOrId' }],
  });
  expect(told('en', error)).toBe('Some of this is not valid.|mac: A MAC address or an id is needed.');
  expect(told('fr', error)).toMatch(/\|mac: Il faut une adresse MAC ou un identifiant\.$/);
});

it('keeps the words of the server for what the catalogue does not have', () => {
  const problems = [{ path: 'size', message: 'Too big', code: 'unheard' }];
  const error = new ApiError({ code: 'invalid', message: 'size is not valid: Too big', problems });
  expect(told('fr', error)).toMatch(/\|size is not valid: Too big size: Too big$/);
});
