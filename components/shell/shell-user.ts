'use client';
import { createContext, useContext } from 'react';

/** Who is signed in, as far as pages need it. */
export interface ShellUser {
  username: string;
  role: string;
  tenant: string;
  mustChangePassword: boolean;
}

export const ShellUserContext = createContext<ShellUser>({
  username: '',
  role: 'viewer',
  tenant: '',
  mustChangePassword: false,
});

export function useShellUser(): ShellUser {
  return useContext(ShellUserContext);
}

/** False: controls that change something are left out. The server refuses all the same. */
export function useMayChange(): boolean {
  return useShellUser().role !== 'viewer';
}
