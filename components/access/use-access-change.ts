'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { accessKeys } from '@/lib/client/access-queries';
import { useErrorText } from '@/lib/client/error-text';

/** A change of users, tokens or tenants: the lists are read again; what fails is told. */
export function useAccessChange<Input, Output>(
  change: (input: Input) => Promise<Output>,
  onDone: (output: Output) => void,
  options: { silent?: boolean } = {},
) {
  const client = useQueryClient();
  const errorText = useErrorText();
  return useMutation({
    mutationFn: change,
    gcTime: 0, // answers hold passwords and tokens
    onSuccess: (output) => {
      void client.invalidateQueries({ queryKey: accessKeys.all });
      onDone(output);
    },
    onError: (error) => {
      if (options.silent) return;
      const { title, detail } = errorText(error);
      toast.error(title, { description: detail });
    },
  });
}
