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

  /** A compiled failure is thrown many times; who throws it may add to it. */
  copy(): TemplateFailure {
    return new TemplateFailure(this.code, this.message, this.template, this.line);
  }

  toFailure(): RenderFailure {
    const where = this.template === undefined ? {} : { template: this.template };
    return { code: this.code, message: this.message, ...where, ...(this.line ? { line: this.line } : {}) };
  }
}
