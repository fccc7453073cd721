import type { RenderFailure } from '../types';

/** Thrown inside the engine; `renderDevice` and the like turn it into a `RenderFailure`. */
export class TemplateFailure extends Error {
  constructor(
    readonly code: 'template_error' | 'no_template' | 'limit' | 'timeout',
    message: string,
    public template?: string,
    /** 1-based. */
    public line?: number,
  ) {
    super(message);
    this.name = 'TemplateFailure';
  }

  toFailure(): RenderFailure {
    const where = this.template === undefined ? {} : { template: this.template };
    return { code: this.code, message: this.message, ...where, ...(this.line ? { line: this.line } : {}) };
  }
}
