import { queryOptions } from '@tanstack/react-query';
import type { TenantView, TokenView, UserView } from '../domain/access/views';
import { api } from './api';

/** What changes together shares its first part: whoever changes one of them invalidates `all`. */
export const accessKeys = {
  all: ['access'] as const,
  users: ['access', 'users'] as const,
  tokens: ['access', 'tokens'] as const,
  tenants: ['access', 'tenants'] as const,
};

export const usersOptions = () =>
  queryOptions({
    queryKey: accessKeys.users,
    queryFn: ({ signal }) => api<UserView[]>('/users?recurse=true', { signal }),
  });

export const tokensOptions = () =>
  queryOptions({
    queryKey: accessKeys.tokens,
    queryFn: ({ signal }) => api<TokenView[]>('/tokens?recurse=true', { signal }),
  });

export const tenantsOptions = () =>
  queryOptions({
    queryKey: accessKeys.tenants,
    queryFn: ({ signal }) => api<TenantView[]>('/tenants', { signal }),
  });
