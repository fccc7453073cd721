import type { CatalogueModel } from '../domain/console/catalogue';
import { FEATURES, type Feature } from '../domain/plugins/features';
import { catalogueOf } from './catalogue';
import type { Family } from './family';
import type { PluginRegistry } from './registry';

/** Heading of a feature's column, and what it says. */
const HEADINGS: Record<Feature, [short: string, meaning: string]> = {
  phonebook: ['book', "the platform's phonebook"],
  function_keys: ['keys set', 'function keys are set up'],
  voicemail: ['VM', 'voicemail key or number'],
  mwi: ['MWI', 'message lamp by subscription'],
  srtp: ['SRTP', 'encryption of media by the configuration'],
  transport: ['TLS', 'SIP over UDP, TCP or TLS by the configuration'],
  dtmf: ['DTMF', 'way of sending DTMF'],
  backup: ['backup', 'a second proxy, registrar or call manager'],
  vlan: ['VLAN', 'VLAN of the phone'],
  locale: ['lang', 'language, tones'],
  timezone: ['zone', 'time zone with its daylight-saving rules'],
  ntp: ['NTP', 'time server'],
  dns: ['DNS', 'DNS server'],
  syslog: ['syslog', 'log server'],
  passwords: ['pass', "passwords of the phone's own pages and menus"],
  uploads: ['up', 'logs, overrides, contacts or reports that it sends are kept'],
  high_availability: ['HA', 'the vendor says that it takes a second server over by itself'],
  switchboard: ['board', 'fit for a switchboard'],
  multicell: ['cells', 'several DECT cells'],
};

const HEAD = `# Phones

Written by \`npm run phones:docs\` from the data of the families in \`plugins/\`; a test compares the two. The same list can be
searched in the console under *Phones*. What each family was checked against, and what it lacks, is in its README.

A cross means that the files that Offhook writes for the model (with its preferred firmware line, named first) follow the
configuration in this, or that the model is made for it. Lines are SIP accounts; "–" is not known.

`;

/** `docs/phones.md`: every vendor, model and firmware line of the registry. */
export function phonesDocument(registry: Pick<PluginRegistry, 'families'>): string {
  const models = catalogueOf(registry);
  const used = FEATURES.filter((feature) => models.some((model) => model.features.includes(feature)));
  const families = [...registry.families.values()].sort(
    (a, b) => a.vendor.localeCompare(b.vendor, 'en') || a.id.localeCompare(b.id, 'en'),
  );
  const lines = families.reduce((sum, family) => sum + family.lines.length, 0);
  const total = `**${models.length} models** of ${families.length} families, in ${lines} firmware lines.\n\n`;
  const legend = used.map((feature) => `- **${HEADINGS[feature][0]}**: ${HEADINGS[feature][1]}`).join('\n');
  return `${HEAD}${total}${legend}\n\n${families.map((family) => familySection(family, models, used)).join('\n')}`;
}

function familySection(family: Family, all: readonly CatalogueModel[], features: readonly Feature[]): string {
  const models = all.filter((model) => model.family === family.id);
  const lines = family.lines.map((line) => {
    const protocols = [line.http ? 'HTTP' : '', line.tftp ? 'TFTP' : ''].filter(Boolean).join(', ');
    const stands = line.aliases.filter((alias) => !/^(wazo|xivo)-/.test(alias));
    return row([
      code(line.id),
      cell(line.firmware ?? line.version),
      protocols || 'none',
      String(Object.keys(line.models).length),
      stands.map(code).join(', ') || '–',
    ]);
  });
  const columns = features.map((feature) => HEADINGS[feature][0]);
  return [
    `## ${family.vendor} (${code(family.id)})`,
    '',
    `${family.description.en ?? family.vendor}. [README](../plugins/${family.id}/README.md)`,
    '',
    table(['line', 'firmware', 'by', 'models', 'also known as'], lines),
    table(
      ['model', 'type', 'SIP/SCCP', 'lines', 'keys', 'modules', 'firmware lines', ...columns],
      models.map((model) => modelRow(model, features)),
    ),
  ].join('\n');
}

function modelRow(model: CatalogueModel, features: readonly Feature[]): string {
  const can = model.capabilities;
  return row([
    cell(model.name),
    can.type ?? '–',
    (can.protocol ?? '–').toUpperCase(),
    count(can.lines),
    count(can.function_keys),
    count(can.expansion_modules),
    model.lines
      .map(({ id, firmware }) => (firmware === null ? code(id) : `${code(id)} (${cell(firmware)})`))
      .join(', '),
    ...features.map((feature) => (model.features.includes(feature) ? '×' : '')),
  ]);
}

function table(head: readonly string[], rows: readonly string[]): string {
  return [row(head), row(head.map(() => '---')), ...rows, ''].join('\n');
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function count(n: number | undefined): string {
  return n === undefined ? '–' : String(n);
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replace(/\s+/g, ' ');
}

function code(text: string): string {
  return `\`${text}\``;
}
