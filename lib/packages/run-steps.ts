import { link, mkdir, copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PackageDefinition } from '../domain/plugins/firmware';
import type { Budget } from './budget';
import { copyEntry } from './copy-tree';
import { runOperator } from './operators';
import { Refusal } from './refusal';
import { listTree } from './tree';

const SOURCE = 'a';
type Step = PackageDefinition['steps'][number];

/**
 * Steps in an order in which each finds what it reads. Refuses two steps that make one node, a node that nothing makes,
 * cycles, and steps that never read node `a`.
 */
export function orderSteps(steps: readonly Step[]): Step[] {
  const makers = new Map<string, Step>();
  for (const step of steps) {
    if (step.to === SOURCE)
      throw new Refusal(`a step makes the node "${SOURCE}", which is where the files are`);
    if (makers.has(step.to)) throw new Refusal(`two steps make the node "${step.to}"`);
    makers.set(step.to, step);
  }
  if (steps.length > 0 && !steps.some(({ from }) => from === SOURCE))
    throw new Refusal(`no step reads the node "${SOURCE}"`);
  const ordered: Step[] = [];
  const state = new Map<string, 'begun' | 'done'>([[SOURCE, 'done']]);
  const visit = (node: string): void => {
    if (state.get(node) === 'done') return;
    if (state.get(node) === 'begun') throw new Refusal('the steps of the package go in a circle');
    const step = makers.get(node);
    if (!step) throw new Refusal(`a step reads the node "${node}", which no step makes`);
    state.set(node, 'begun');
    visit(step.from);
    state.set(node, 'done');
    ordered.push(step);
  };
  for (const { to } of steps) visit(to);
  return ordered;
}

/**
 * Runs the steps of a package in the empty folder `work`. `files`: where the package's files are, by name. Gives the
 * folder that holds the result: all nodes that no step reads, put together.
 */
export async function runSteps(
  steps: readonly Step[],
  files: ReadonlyMap<string, string>,
  work: string,
  budget: Budget,
): Promise<string> {
  const ordered = orderSteps(steps);
  const folderOf = (node: string): string => join(work, `node-${node}`);
  await mkdir(folderOf(SOURCE));
  for (const [name, file] of files) {
    const target = join(folderOf(SOURCE), name);
    await link(file, target).catch(() => copyFile(file, target));
  }
  for (const { from, to, operator, args } of ordered) {
    await mkdir(folderOf(to));
    await runOperator(operator, args, folderOf(from), folderOf(to), budget);
  }
  const result = join(work, 'result');
  await mkdir(result);
  const read = new Set(ordered.map(({ from }) => from));
  for (const { to } of ordered.filter((step) => !read.has(step.to))) {
    for (const entry of (await listTree(folderOf(to))).filter(({ path }) => !path.includes('/')))
      await copyEntry(folderOf(to), entry, result, entry.path, budget);
  }
  return result;
}
