/** Who may do what, as lists show it: never a secret. Times are ISO 8601. */
export interface TokenView {
  id: string;
  name: string;
  tenant: string;
  tenantName: string;
  acl: string[];
  state: 'active' | 'expired' | 'revoked';
  createdAt: string;
  expiresAt: string | null;
  revokedAt: string | null;
  /** Exact to a minute. */
  lastUsedAt: string | null;
}

/** `secret` is what a client sends as `X-Auth-Token`: told this once. */
export interface CreatedToken extends TokenView {
  secret: string;
}

export interface UserView {
  id: string;
  username: string;
  role: string;
  tenant: string;
  tenantName: string;
  mustChangePassword: boolean;
  lockedUntil: string | null;
  lastSignInAt: string | null;
  createdAt: string;
}

/** `password` is told this once and has to be changed at the first sign-in. */
export interface UserWithPassword extends UserView {
  password: string;
}

export interface TenantView {
  id: string;
  /** Null: the top of what the caller may see. */
  parent: string | null;
  name: string;
  slug: string | null;
  master: boolean;
  devices: number;
  configs: number;
  users: number;
  tokens: number;
}
