import { posix } from 'node:path';
import type { PluginLine, PluginModel } from '../domain/plugins/plugin';
import type { CommonFileSpec, FileFormat, FileSpec } from '../domain/plugins/schema';
import type { JsonObject } from '../shared/json';
import { err, ok, type Result } from '../shared/result';
import { buildContext, type TemplateContext } from './context';
import type { CustomTemplates } from './custom-templates';
import { TemplateFailure } from './engine/failure';
import type { TemplateEngine } from './engine/template-engine';
import { engineFor } from './engines';
import { renderedDevice } from './hash';
import { fillPath, namePartsOf, type NameParts } from './file-names';
import { preparedConfig } from './prepared-config';
import type { RenderedFile, RenderFailure, RenderInput } from './types';

export interface Rendering {
  files: RenderedFile[];
  /** What was odd in the input and how it was taken. Never holds a secret. */
  warnings: string[];
}

type Context = TemplateContext & Record<string, unknown>;

/** Layers of the engine: the administrator's templates, then the plugin's. */
const CUSTOM = 0;

/**
 * All files of a device. Pure: the same input gives the same files. An unknown or missing model gives a neutral
 * one with the variables of the line, so that a phone newer than its plugin is configured too.
 */
export function renderDevice(
  line: PluginLine,
  input: RenderInput,
  custom?: CustomTemplates,
): Result<Rendering, RenderFailure> {
  const { config, warnings } = preparedConfig(input.rawConfig);
  const model = resolveModel(line, input.device.model);
  const protocol = protocolOf(line, config, model.model);
  const base = buildContext({
    line,
    ...model,
    device: renderedDevice(input.device),
    config,
    raw: input.rawConfig,
    now: input.now,
  });
  const names = namePartsOf(input.device, model.model.name, base.vars);
  const specs = line.deviceFiles.filter(
    (spec) =>
      applies(spec, line, model.model) &&
      (!spec.protocol || spec.protocol === protocol) &&
      (!spec.sipLine || base.lines.some(({ position }) => position === spec.sipLine)),
  );
  return guarded(() => {
    const renderer = new FileRenderer(line, engineFor(line, custom), base);
    const files: RenderedFile[] = [];
    for (const spec of specs) {
      const file = renderer.file(spec, names, spec.main);
      if (file) files.push(file);
    }
    if (files.length === 0) {
      const what = model.model.name || 'a device without model';
      throw new Refused({ code: 'no_template', message: `The plugin ${line.id} has no file for ${what}.` });
    }
    return { files, warnings };
  });
}

/** The files that all devices of a line share, from the base settings alone. `{model}` makes one for each model. */
export function renderCommon(
  line: PluginLine,
  baseRaw: JsonObject,
  now: string,
  custom?: CustomTemplates,
): Result<Rendering, RenderFailure> {
  const { config, warnings } = preparedConfig(baseRaw);
  return guarded(() => {
    const engine = engineFor(line, custom);
    const files = new Map<string, RenderedFile>();
    for (const spec of line.commonFiles) {
      for (const model of commonModels(line, spec)) {
        const base = buildContext({
          line,
          model,
          modelKnown: model.name !== '',
          device: {},
          config,
          raw: baseRaw,
          now,
        });
        const file = new FileRenderer(line, engine, base).file(
          spec,
          namePartsOf({}, model.name, base.vars),
          false,
        );
        if (file && !files.has(file.path)) files.set(file.path, file);
      }
    }
    return { files: [...files.values()], warnings };
  });
}

/** Ends a rendering with this failure. */
class Refused extends Error {
  constructor(readonly failure: RenderFailure) {
    super(failure.message);
  }
}

function guarded<T>(render: () => T): Result<T, RenderFailure> {
  try {
    return ok(render());
  } catch (error) {
    if (error instanceof Refused) return err(error.failure);
    if (error instanceof TemplateFailure) return err(error.toFailure());
    throw error;
  }
}

class FileRenderer {
  readonly #derived = new Map<FileFormat, Context>();

  constructor(
    readonly line: PluginLine,
    readonly engine: TemplateEngine,
    readonly base: Context,
  ) {}

  /** Null when the device lacks what the name of an optional file needs. */
  file(spec: FileSpec | CommonFileSpec, names: NameParts, main: boolean): RenderedFile | null {
    const named = fillPath(spec.path, names);
    if ('missing' in named) {
      if (!spec.required) return null;
      throw new Refused(missingPart(named.missing, spec.path));
    }
    const path = this.#rooted(named.path);
    const template = main ? this.#mainTemplate(spec.template, posix.basename(named.path)) : spec.template;
    const context = { ...this.#contextFor(spec.format), file: { path, vars: spec.vars } };
    return {
      path,
      alsoServedAs: spec.alsoServedAs.flatMap((pattern) => {
        const other = fillPath(pattern, names);
        return 'path' in other ? [this.#rooted(other.path)] : [];
      }),
      contents: this.engine.render(template, context, spec.format),
      encoding: spec.encoding,
      contentType: spec.contentType ?? contentTypeOf(spec.format, spec.encoding),
      sensitive: spec.sensitive,
      trigger: 'trigger' in spec && spec.trigger,
    };
  }

  #rooted(path: string): string {
    return this.line.root ? `${this.line.root}/${path}` : path;
  }

  /** Lookup of the reference server, where the entry of `files.json5` takes the place of its `base.tpl`. */
  #mainTemplate(fallback: string, fileName: string): string {
    const device = this.base.device.model;
    const names = [`${fileName}.tpl`, `${this.base.model.name}.tpl`];
    if (typeof device === 'string') names.push(`${device}.tpl`);
    const found = names.find((name) => this.engine.has(name));
    if (found) return found;
    return this.engine.has('base.tpl', CUSTOM) ? 'base.tpl' : fallback;
  }

  /** Derived values are escaped for one format, so there is a set of them for each. */
  #contextFor(format: FileFormat): Context {
    const known = this.#derived.get(format);
    if (known) return known;
    const context: Context = { ...this.base };
    for (const item of this.line.derive) {
      if (item.lines && !item.lines.includes(this.line.id)) continue;
      context[item.name] =
        'template' in item
          ? this.engine.markSafe(this.engine.render(item.template, context, format))
          : this.engine.evaluate(item.expression, context, format);
    }
    this.#derived.set(format, context);
    return context;
  }
}

function missingPart(name: string, pattern: string): RenderFailure {
  if (name.toLowerCase() === 'mac') {
    return {
      code: 'no_mac',
      message: `The device has no MAC address, and its file ${pattern} is named after it.`,
    };
  }
  return {
    code: 'invalid_config',
    message: `The device has no ${name}, and its file ${pattern} is named after it.`,
  };
}

function applies(spec: FileSpec | CommonFileSpec, line: PluginLine, model: PluginModel): boolean {
  if (spec.lines && !spec.lines.includes(line.id)) return false;
  if (!spec.models) return true;
  const names = [model.name, model.series ?? ''].map((name) => name.toLowerCase());
  return spec.models.some((wanted) => names.includes(wanted.toLowerCase()));
}

/** One rendering for each model when the name depends on it, else one for all. */
function commonModels(line: PluginLine, spec: CommonFileSpec): PluginModel[] {
  const models = Object.values(line.models).filter((model) => applies(spec, line, model));
  if (/\{(model|vars\.\w+)\}/.test(spec.path)) return models;
  const meant = models.length > 0 || applies({ ...spec, models: undefined }, line, neutralModel(line, ''));
  return meant && (models.length > 0 || !spec.models) ? [neutralModel(line, '')] : [];
}

function resolveModel(line: PluginLine, told: unknown): { model: PluginModel; modelKnown: boolean } {
  const name = typeof told === 'string' ? told.trim() : '';
  const canonical = own(line.modelNames, name.toLowerCase()) ?? name;
  const model = own(line.models, canonical);
  return model ? { model, modelKnown: true } : { model: neutralModel(line, name), modelKnown: false };
}

function neutralModel(line: PluginLine, name: string): PluginModel {
  return { name, series: null, capabilities: {}, firmware: null, vars: line.vars };
}

/** What the configuration says, else what the model speaks, else what the files of the line are for. */
function protocolOf(line: PluginLine, config: JsonObject, model: PluginModel): 'SIP' | 'SCCP' {
  if (config.protocol === 'SIP' || config.protocol === 'SCCP') return config.protocol;
  if (model.capabilities.protocol) return model.capabilities.protocol === 'sccp' ? 'SCCP' : 'SIP';
  return line.deviceFiles.length > 0 && line.deviceFiles.every((spec) => spec.protocol === 'SCCP')
    ? 'SCCP'
    : 'SIP';
}

function contentTypeOf(format: FileFormat, encoding: string): string {
  const type = format === 'xml' ? 'application/xml' : format === 'json' ? 'application/json' : 'text/plain';
  return `${type}; charset=${encoding}`;
}

function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
