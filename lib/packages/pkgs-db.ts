import { z } from 'zod';
import { packageId, packageOperator, sha1, type PackageDefinition } from '../domain/plugins/firmware';
import { parseIni, type IniSection } from './ini';
import { Refusal } from './refusal';
import { orderSteps } from './run-steps';

/** provd's package definitions (`pkgs/*.db`), all files of a plugin together. `texts`: by file name. */
export function readPkgsDb(texts: ReadonlyMap<string, string>): PackageDefinition[] {
  const sections = {
    pkg: new Map<string, Section>(),
    file: new Map<string, Section>(),
    install: new Map<string, Section>(),
  };
  for (const [file, text] of texts) {
    for (const section of parseIni(file, text)) {
      const parts = /^(pkg|file|install)_(.+)$/.exec(section.name);
      if (!parts) throw new Refusal(`${file}: the section [${section.name}] is of no known kind`);
      // The expression allows these three only.
      const kind = parts[1] as keyof typeof sections;
      const id = parts[2] ?? '';
      if (sections[kind].has(id)) throw new Refusal(`${file}: the section [${section.name}] is there twice`);
      sections[kind].set(id, { ...section, file });
    }
  }
  const files = new Map([...sections.file].map(([id, section]) => [id, readFile(section)]));
  return [...sections.pkg].map(([id, section]) => readPackage(id, section, files, sections.install));
}

type Section = IniSection & { file: string };

function readPackage(
  id: string,
  section: Section,
  files: ReadonlyMap<string, PackageDefinition['files'][number]>,
  installs: ReadonlyMap<string, Section>,
): PackageDefinition {
  const { values } = section;
  const refuse = refuser(section);
  if (!packageId.safeParse(id).success) refuse('the id of the package is not allowed');
  if (values.has('id')) refuse('the key "id" is not allowed');
  const own = words(values.get('files') ?? '').map(
    (name) => files.get(name) ?? refuse(`there is no section [file_${name}]`),
  );
  if (new Set(own.map(({ name }) => name)).size < own.length) refuse('two files have the same name');
  const [install, ...args] = words(values.get('install') ?? '');
  const steps = install === undefined ? [] : installs.get(install);
  if (steps === undefined) return refuse(`there is no section [install_${install ?? ''}]`);
  const description: Record<string, string> = {
    en: values.get('description') ?? refuse('"description" is missing'),
  };
  for (const [key, text] of values) {
    if (key.startsWith('description_')) description[key.slice('description_'.length)] = text;
  }
  return {
    id,
    version: values.get('version') ?? refuse('"version" is missing'),
    description,
    files: own,
    depends: words(values.get('depends') ?? ''),
    steps: Array.isArray(steps) ? [] : readSteps(steps, own, args),
  };
}

function readFile(section: Section): PackageDefinition['files'][number] {
  const { values } = section;
  const refuse = refuser(section);
  const auth = values.get('downloader') === 'auth';
  const url = values.get('url') ?? refuse('"url" is missing');
  const last =
    url
      .replace(/[?#].*$/s, '')
      .split('/')
      .at(-1) ?? '';
  const fields = z.object({
    name: z
      .string()
      .max(200)
      .regex(/^[^/\\\0]+$/)
      .refine((name) => name !== '.' && name !== '..'),
    url: z.union([z.literal(''), z.url({ protocol: /^(https?|ftp)$/ })]),
    size: z
      .string()
      .regex(/^\d{1,12}$/)
      .transform(Number),
    sha1,
  });
  const read = fields.safeParse({
    name: values.get('filename') ?? decoded(last),
    // A file behind a login has to be put into the cache by hand.
    url: auth ? '' : url,
    size: values.get('size') ?? '',
    sha1: values.get('sha1sum')?.toLowerCase() ?? '',
  });
  return read.success ? read.data : refuse(`${read.error.issues[0]?.path.join('.') ?? ''}: not usable`);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function readSteps(
  section: Section,
  files: readonly { name: string }[],
  args: readonly string[],
): PackageDefinition['steps'] {
  const refuse = refuser(section);
  const variables = new Map([
    ...files.map(({ name }, index) => [`FILE${index + 1}`, name] as const),
    ...args.map((value, index) => [`ARG${index + 1}`, value] as const),
  ]);
  const steps = [...section.values].map(([key, value]) => {
    const nodes = /^(\w+)-(\w+)$/.exec(key);
    const [name, ...rest] = words(value);
    const operator = packageOperator.safeParse(name);
    if (!nodes || !operator.success) return refuse(`"${key}: ${value}" is no step`);
    return {
      from: nodes[1] ?? '',
      to: nodes[2] ?? '',
      operator: operator.data,
      args: rest.map((word) => substitute(word, variables, refuse)),
    };
  });
  orderSteps(steps);
  return steps;
}

/** After the splitting at white space, so that a file's name may hold spaces. */
function substitute(
  word: string,
  variables: ReadonlyMap<string, string>,
  refuse: (why: string) => never,
): string {
  return word.replace(/\\\$|\$(?:\{(\w+)\}|(\w+))/g, (found, braced?: string, plain?: string) => {
    if (found === '\\$') return '$';
    const name = braced ?? plain ?? '';
    return variables.get(name) ?? refuse(`$${name} stands for nothing`);
  });
}

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

function refuser(section: Section): (why: string) => never {
  return (why) => {
    throw new Refusal(`${section.file}: [${section.name}]: ${why}`);
  };
}
