/** The address parameters of a page as Next gives them. */
export type PageSearch = Record<string, string | string[] | undefined>;

export function toSearchParams(search: PageSearch): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    for (const each of Array.isArray(value) ? value : [value ?? '']) params.append(name, each);
  }
  return params;
}
