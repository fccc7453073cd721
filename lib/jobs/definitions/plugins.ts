import { z } from 'zod';
import type { JobDefinition } from './job';

/** Jobs on plugins have an operation that tells how far they are: its path and number. */
const operation = { parent: z.string(), number: z.int() };
/** A worker that is killed again and again is given up after so many tries. */
const maxAttempts = 5;

const updatePluginIndex = z.object(operation);
export const updatePluginIndexJob = {
  name: 'update-plugin-index',
  payload: updatePluginIndex,
  maxAttempts,
} satisfies JobDefinition<z.infer<typeof updatePluginIndex>>;

/** `id`: of the line. Installs it, or puts the version of the index in the place of the one that is there. */
const installPlugin = z.object({ ...operation, id: z.string() });
export type InstallPluginPayload = z.infer<typeof installPlugin>;
export const installPluginJob = {
  name: 'install-plugin',
  payload: installPlugin,
  maxAttempts,
} satisfies JobDefinition<InstallPluginPayload>;

const installPackage = z.object({ ...operation, plugin: z.string(), id: z.string() });
export type InstallPackagePayload = z.infer<typeof installPackage>;
export const installPackageJob = {
  name: 'install-package',
  payload: installPackage,
  maxAttempts,
} satisfies JobDefinition<InstallPackagePayload>;

/** Decides again whether each device of a plugin can be configured. */
const reconfigurePlugin = z.object({ plugin: z.string() });
export const reconfigurePluginJob = {
  name: 'reconfigure-plugin',
  payload: reconfigurePlugin,
  maxAttempts,
} satisfies JobDefinition<z.infer<typeof reconfigurePlugin>>;
