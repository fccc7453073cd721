import { z } from 'zod';

export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 200;

/** Messages are keys of the console's catalogue. */
export const changePassword = z
  .object({
    current: z.string().min(1, 'required').max(PASSWORD_MAX),
    next: z.string().min(PASSWORD_MIN, 'passwordShort').max(PASSWORD_MAX, 'passwordLong'),
    again: z.string(),
  })
  .refine((form) => form.next === form.again, { path: ['again'], message: 'passwordDiffers' })
  .refine((form) => form.next !== form.current, { path: ['next'], message: 'passwordSame' });
export type ChangePassword = z.infer<typeof changePassword>;

export const signIn = z.object({
  username: z.string().trim().min(1, 'required').max(200),
  password: z.string().min(1, 'required').max(PASSWORD_MAX),
});

export interface AccountView {
  username: string;
  role: string;
  lastSignInAt: string | null;
  recent: { at: string; kind: string; ip: string | null }[];
}
