import nunjucks from 'nunjucks';
import type { FileFormat } from '../../domain/plugins/schema';
import { TemplateFailure } from './failure';

/** Template sources by name. Of several layers the first that has a name wins (administrator before plugin). */
export type TemplateLayer = Readonly<Record<string, string>>;

/** Stand-in on stock Nunjucks while the hardened engine is written. */
export class TemplateEngine {
  readonly #layers: readonly TemplateLayer[];
  readonly #envs = new Map<FileFormat, nunjucks.Environment>();

  constructor(layers: readonly TemplateLayer[]) {
    this.#layers = layers;
  }

  has(name: string, layer?: number): boolean {
    return this.#layers.some(
      (sources, i) => (layer === undefined || layer === i) && Object.hasOwn(sources, name),
    );
  }

  render(name: string, context: Record<string, unknown>, format: FileFormat): string {
    try {
      return this.#env(format).render(name, context);
    } catch (error) {
      throw new TemplateFailure(
        'template_error',
        error instanceof Error ? error.message : String(error),
        name,
      );
    }
  }

  evaluate(expression: string, context: Record<string, unknown>, format: FileFormat): unknown {
    let value: unknown;
    this.#env(format).renderString(`{{ __keep(${expression}) }}`, {
      ...context,
      __keep: (v: unknown) => (value = v),
    });
    return value;
  }

  markSafe(text: string): unknown {
    return new nunjucks.runtime.SafeString(text);
  }

  #env(format: FileFormat): nunjucks.Environment {
    const known = this.#envs.get(format);
    if (known) return known;
    nunjucks.installJinjaCompat();
    const layers = this.#layers;
    const getSource = (name: string) => {
      const src = layers.find((sources) => Object.hasOwn(sources, name))?.[name];
      return src === undefined ? null : { src: src.replace(/\n$/, ''), path: name, noCache: false };
    };
    const env = new nunjucks.Environment([{ getSource }] as unknown as nunjucks.ILoader[], {
      autoescape: format === 'xml',
    });
    this.#envs.set(format, env);
    return env;
  }
}
