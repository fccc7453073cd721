/** A path of the server's disk: a slash at the beginning of a word, and another one. Those of URLs and of `/0.2` are none. */
const PATH = /(^|[\s'"`(=])(?:\/[^\s'"`():,;/]+)+\/([^\s'"`():,;/]*)/g;

/** A text for people who may not know where the server keeps its files: of a path only the last name is left. */
export function withoutPaths(text: string): string {
  return text.replace(PATH, '$1…/$2');
}
