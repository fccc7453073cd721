'use client';
import type { ComponentProps } from 'react';
import { Select } from '@/components/ui/select';
import { useMessages } from '@/lib/client/locale';
import { ROLES } from '@/lib/domain/access/forms';

export type Role = (typeof ROLES)[number];

export function roleOf(text: string): Role {
  return ROLES.find((role) => role === text) ?? 'viewer';
}

type Props = Omit<ComponentProps<typeof Select>, 'options' | 'onValueChange'> & {
  onRole: (role: Role) => void;
};

export function RoleSelect({ onRole, ...rest }: Props) {
  const { roles } = useMessages().access.users;
  const options = ROLES.map((value) => ({ value, label: roles[value] }));
  return <Select {...rest} onValueChange={(value) => onRole(roleOf(value))} options={options} />;
}
