import { z } from 'zod';

/** A template that an administrator may write: as large as a rendering takes it. */
const source = z
  .string()
  .max(256 * 1024)
  .refine((text) => !text.includes('\u0000'), 'binaryText');

export const templateName = z
  .string()
  .max(200)
  .regex(/^[\p{L}\p{N}_][\p{L}\p{N}_ .()@:+/-]*\.tpl$/u);

export const saveTemplate = z.object({
  source,
  /** That the editor began with; null: there was none. */
  revision: z.string().nullable(),
});
export type SaveTemplate = z.infer<typeof saveTemplate>;

export const removeTemplate = z.object({ revision: z.string() });

export const checkTemplate = z.object({
  name: templateName,
  source,
  /** Whose files are compared, before and after; absent: the text alone is checked. */
  deviceId: z.string().max(255).optional(),
});
export type CheckTemplate = z.infer<typeof checkTemplate>;

/** A line of plugins with the templates that it has and those that replace them. */
export interface TemplateLineView {
  id: string;
  vendor: string;
  /** Names that the plugin itself has. */
  bundled: string[];
  custom: { name: string; updatedAt: string }[];
}

export interface TemplateView {
  line: string;
  name: string;
  /** Null: nothing is written yet; `bundled` is what phones get. */
  source: string | null;
  bundled: string | null;
  revision: string | null;
  /** The newest first. */
  history: TemplateVersionView[];
  /** Devices of the line, to check with. */
  devices: { id: string; label: string }[];
}

export interface TemplateVersionView {
  id: string;
  at: string;
  /** A user name, `token`, or `system`. */
  who: string;
  /** Null: deleted. */
  source: string | null;
}

export interface TemplateProblem {
  message: string;
  template: string | null;
  /** 1-based. */
  line: number | null;
}

export interface DiffLine {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

export interface TemplateCheck {
  problem: TemplateProblem | null;
  /** Files of the device that become others; empty without a device. Secrets are masked. */
  files: { path: string; change: 'changed' | 'added' | 'removed'; lines: DiffLine[] }[];
  /** How many files stay as they are. */
  unchanged: number;
}
