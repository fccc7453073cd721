/** What a check has found. `remedy`: what to do about it, for whoever runs the machine. */
export interface Finding {
  check: string;
  status: 'ok' | 'warning' | 'failure' | 'skipped';
  message: string;
  remedy?: string;
}

export const good = (check: string, message: string): Finding => ({ check, status: 'ok', message });
export const skipped = (check: string, message: string): Finding => ({ check, status: 'skipped', message });
export const warning = (check: string, message: string, remedy: string): Finding => ({
  check,
  status: 'warning',
  message,
  remedy,
});
export const failure = (check: string, message: string, remedy: string): Finding => ({
  check,
  status: 'failure',
  message,
  remedy,
});
