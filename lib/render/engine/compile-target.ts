import type { Target } from './ast';
import { TemplateFailure } from './failure';
import { iterate } from './iterate';
import type { Run } from './run';
import type { Scope } from './scope';
import { Namespace, type Value } from './values';

export type Assign = (scope: Scope, run: Run, value: Value) => void;

export function compileTarget(target: Target): Assign {
  switch (target.kind) {
    case 'name': {
      const { name } = target;
      return (scope, _run, value) => scope.set(name, value);
    }
    case 'tuple': {
      const items = target.items.map(compileTarget);
      return (scope, run, value) => {
        const values = iterate(run, value);
        if (values.length !== items.length) {
          throw new TemplateFailure('template_error', `${values.length} values for ${items.length} names`);
        }
        items.forEach((assign, i) => assign(scope, run, values[i]));
      };
    }
    case 'member': {
      const { object, name } = target;
      return (scope, run, value) => {
        const space = scope.lookup(object);
        if (!(space instanceof Namespace)) {
          throw new TemplateFailure(
            'template_error',
            `"${object}" is not a namespace; only members of those can be set`,
          );
        }
        run.charge(1);
        space.members.set(name, value);
      };
    }
  }
}
