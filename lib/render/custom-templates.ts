/** The administrator's templates for a plugin line. They come before the plugin's of the same name. */
export interface CustomTemplates {
  /** Changes whenever a template does. */
  revision: string;
  templates: Readonly<Record<string, string>>;
}
