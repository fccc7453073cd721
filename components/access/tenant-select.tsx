'use client';
import { useQuery } from '@tanstack/react-query';
import type { ComponentProps } from 'react';
import { Select } from '@/components/ui/select';
import { tenantsOptions } from '@/lib/client/access-queries';
import { useMessages } from '@/lib/client/locale';
import { tenantTree } from './tenant-tree';

type Props = Omit<ComponentProps<typeof Select>, 'options'>;

/** The own tenant (empty) or one below it. */
export function TenantSelect(props: Props) {
  const a = useMessages().access;
  const { data = [] } = useQuery(tenantsOptions());
  const below = tenantTree(data).filter(({ tenant }) => tenant.parent !== null);
  const options = below.map(({ tenant, depth }) => ({
    value: tenant.id,
    label: `${'\u2003'.repeat(depth - 1)}${tenant.name}`,
  }));
  return <Select {...props} options={[{ value: '', label: a.ownTenant }, ...options]} />;
}
