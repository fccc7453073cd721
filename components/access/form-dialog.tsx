'use client';
import type { ReactNode } from 'react';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Dialog, DialogBody, DialogFooter } from '@/components/ui/dialog';
import { ApiError } from '@/lib/client/api';
import { useErrorText } from '@/lib/client/error-text';
import { useMessages } from '@/lib/client/locale';
import { useProblemText } from '@/lib/client/problem-text';
import type { Problem } from '@/lib/shared/errors';

interface FormDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  text: string;
  submit: string;
  busy: boolean;
  error: unknown;
  onSubmit: () => void;
  children: ReactNode;
}

/** A short form in a dialog. What the server says about a field is shown there, anything else above the fields. */
export function FormDialog(props: FormDialogProps) {
  const t = useMessages();
  const errorText = useErrorText();
  const { error } = props;
  const told = error instanceof ApiError && error.problems.length > 0 ? null : error;
  return (
    <Dialog open={props.open} onOpenChange={props.onOpenChange} title={props.title} description={props.text}>
      <form
        noValidate
        className="flex min-h-0 flex-1 flex-col"
        onSubmit={(event) => {
          event.preventDefault();
          props.onSubmit();
        }}
      >
        <DialogBody>
          {told ? (
            <Banner tone="bad" role="alert" title={errorText(told).title}>
              {errorText(told).detail}
            </Banner>
          ) : null}
          {props.children}
        </DialogBody>
        <DialogFooter>
          <Button onClick={() => props.onOpenChange(false)}>{t.common.cancel}</Button>
          <Button type="submit" variant="primary" busy={props.busy}>
            {props.submit}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}

/** What is wrong with a field, from the form's own check or the server's, in the reader's language. */
export function useFieldProblem(
  own: readonly Problem[],
  error: unknown,
): (path: string) => string | undefined {
  const problemText = useProblemText();
  const all = [...own, ...(error instanceof ApiError ? error.problems : [])];
  return (path) => {
    const found = all.find((problem) => problem.path === path || problem.path.startsWith(`${path}.`));
    return found && problemText({ message: found.code ?? found.message });
  };
}

/** Problems as a schema tells them. */
export function problemsOf(error: {
  issues: readonly { path: PropertyKey[]; message: string }[];
}): Problem[] {
  return error.issues.map(({ path, message }) => ({ path: path.map(String).join('.'), message }));
}
