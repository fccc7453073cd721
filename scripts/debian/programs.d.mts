export const PROGRAMS: readonly { command: string; package: string }[];
export const PRIVATE_ROOT: string;
export function findProgram(command: string): string | null;
