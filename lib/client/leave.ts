/** Goes to a page by loading it whole, so that nothing of the session that ends, or begins, stays in memory. */
export function leaveTo(path: string): void {
  window.location.assign(path);
}
