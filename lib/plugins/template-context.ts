import { GENERAL_PARAMETERS } from '../domain/configs/parameters';
import type { TemplateContext } from '../render/context';
import type { FamilySource } from './read-family';

/** Members of the context, written out so that the compiler says when the renderer's change. */
const CONTEXT: Record<keyof TemplateContext, true> = {
  device: true,
  model: true,
  vars: true,
  maps: true,
  plugin: true,
  file: true,
  lines: true,
  keys: true,
  call_managers: true,
  tz: true,
  now: true,
  server: true,
  XX_server_url: true,
  XX_server_url_without_scheme: true,
  XX_options: true,
  XX_xivo_phonebook_url: true,
  XX_wazo_phoned_user_service_dnd_enabled_url: true,
  XX_wazo_phoned_user_service_dnd_disabled_url: true,
};
const PARAMETERS = ['sip_lines', 'funckeys', 'sccp_call_managers', ...Object.keys(GENERAL_PARAMETERS)];
const FUNCTIONS = ['range', 'dict', 'namespace', 'cycler', 'joiner', 'self'];

/** Names that every template of the family may read. Those of administrators (`X_…`) are free. */
export function contextNames(source: FamilySource): ReadonlySet<string> {
  const derived = source.values.value.derive.map((step) => step.name);
  return new Set([...Object.keys(CONTEXT), ...PARAMETERS, ...FUNCTIONS, ...derived]);
}

/** Members of the roots whose members are fixed. A root that is not here may have any. */
export function contextMembers(source: FamilySource): ReadonlyMap<string, ReadonlySet<string>> {
  const { plugin, models, files, values } = source;
  const series = Object.values(models.value.series);
  const all = Object.values(models.value.models);
  const varSets = [
    plugin.value.vars,
    ...plugin.value.lines.map((line) => line.vars),
    ...series.map((entry) => entry.vars),
    ...all.flatMap((model) => [model.vars, ...Object.values(model.varsByLine)]),
  ];
  const maps = [values.value.maps, ...Object.values(values.value.mapsByLine)];
  const fileVars = [...files.value.device, ...files.value.common].map((file) => file.vars);
  const server = ['url', 'base_url', 'scheme', 'host', 'port', 'path', 'without_scheme', 'tftp_port'];
  return new Map([
    ['vars', namesOf(varSets)],
    ['maps', namesOf(maps)],
    ['server', new Set(server)],
    ['plugin', new Set(['id', 'version', 'firmware', 'family', 'vendor'])],
    ['model', new Set(['name', 'known', 'capabilities', 'firmware', 'vars'])],
    ['file', new Set(['path', 'vars'])],
    ['file.vars', namesOf(fileVars)],
  ]);
}

function namesOf(objects: readonly object[]): ReadonlySet<string> {
  return new Set(objects.flatMap((object) => Object.keys(object)));
}
