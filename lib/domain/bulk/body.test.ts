import { describe, expect, it } from 'vitest';
import { bulkBody, notUtf8 } from './body';
import { BULK_FIELDS, bulkQuery, bulkRequest, bulkResultsQuery, bulkRow } from './bulk';

const table = (...lines: string[]) => bulkBody(lines.join('\n'), 'text/csv; charset=utf-8');
const rows = (...lines: string[]): unknown => {
  const read = table(...lines);
  return read.ok ? read.value : read.error.message;
};
const refusal = (...lines: string[]): string => {
  const read = table(...lines);
  return read.ok ? 'it was taken' : read.error.message;
};

describe('names that are not known', () => {
  it.each([
    ['dry_run', bulkRequest, { dry_run: true, rows: [{ mac: '1' }] }, 'mode, dryRun, rows'],
    ['Mode', bulkRequest, { Mode: 'all_or_nothing', rows: [{ mac: '1' }] }, 'mode, dryRun, rows'],
    ['dryrun', bulkQuery, { dryrun: 'true' }, 'mode, dryRun, action'],
    ['faild', bulkResultsQuery, { faild: 'true' }, 'from, size, failed'],
    ['passwort', bulkRow, { action: 'create', mac: '001565000001', passwort: 'x' }, BULK_FIELDS.join(', ')],
  ])('%s is refused with those that there are', (name, schema, given, known) => {
    const issues = schema.safeParse(given).error?.issues ?? [];
    expect(issues.map(({ message }) => message)).toEqual([`There is no “${name}”. There are: ${known}.`]);
  });

  it('are shortened when they are many or long', () => {
    const given = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`x${i}${'y'.repeat(100)}`, 1]));
    const [issue] = bulkQuery.safeParse(given).error?.issues ?? [];
    expect(issue?.message).toMatch(/ or 4 more\. There are: /);
    expect(issue?.message.length).toBeLessThan(500);
  });

  it('known ones are taken', () => {
    const given = { mode: 'all_or_nothing', dryRun: true, rows: [{ mac: '1' }] };
    expect(bulkRequest.parse(given)).toEqual(given);
    expect(bulkQuery.parse({ mode: 'best_effort', dryRun: 'true', action: 'delete' })).toBeDefined();
  });
});

describe('the columns of a table', () => {
  it.each([
    ['mac,username,passwort', 'There is no column “passwort”.'],
    ['mac,colour,shape', 'There is no column “colour” or “shape”.'],
    ['mac,mac', 'The columns “mac” and “mac” are the same one, mac.'],
    ['MAC address;Adresse MAC;number', 'The columns “MAC address” and “Adresse MAC” are the same one, mac.'],
  ])('%s: what would be lost is refused', (header, problem) => {
    expect(refusal(header, '001565000001')).toBe(
      `${problem} The columns that there are: ${BULK_FIELDS.join(', ')}.`,
    );
  });

  it('tells everything that is wrong at once', () => {
    expect(refusal('mac,MAC,colour,', '1,2,3,4')).toMatch(
      /no column “colour”\. The columns “mac” and “MAC” are .* Row 2 has a value in column 4, which has no name\./,
    );
  });

  it('refuses values beyond the last name', () => {
    expect(refusal('mac,number', '001565000001,101', '001565000002,102,secret')).toMatch(
      /^Row 3 has a value in column 3, which has no name\./,
    );
  });

  it('takes what means the same: capitals, spaces, signs, accents, a byte order mark', () => {
    expect(rows('\ufeff MAC-Address ;Display_Name;Modèle; SIP Password', '001565000001;Ada;T46S;s')).toEqual({
      rows: [{ mac: '001565000001', display_name: 'Ada', model: 'T46S', password: 's' }],
    });
  });

  it('takes what spreadsheets add: columns and rows of nothing', () => {
    expect(rows('mac;number;;', '001565000001;101;;', '001565000002;102; ;', ';;;', ';;;')).toEqual({
      rows: [
        { mac: '001565000001', number: '101' },
        { mac: '001565000002', number: '102' },
      ],
    });
  });

  it('takes an export back', () => {
    const header =
      'id,mac,vendor,model,version,plugin,description,display_name,number,username,registrar,template,ip,status,last_seen';
    expect(
      rows(header, 'a1,001565000001,Yealink,,,,,,,,,,192.0.2.7,configured,2026-01-01T00:00:00Z'),
    ).toEqual({
      rows: [{ id: 'a1', mac: '001565000001', vendor: 'Yealink' }],
    });
  });

  it('refuses a table in which nothing counts', () => {
    expect(refusal('ip,status', '192.0.2.7,configured')).toMatch(/^No column has a known name\./);
  });
});

it('says what to do about a body that is not in UTF-8', () => {
  expect(notUtf8(3, 'text/csv')).toEqual({
    code: 'invalid',
    message: 'Line 3 is not in UTF-8. Save the table as UTF-8 (in Excel as “CSV UTF-8”) and send it again.',
  });
  expect(notUtf8(1, 'application/json').message).toBe('Line 1 is not in UTF-8. Send JSON in UTF-8.');
});
