import { writeTarGz } from '../../packages/tar-write';
import { ok, type Result } from '../../shared/result';
import { actorName } from '../actor';
import { learnedFamily, type Learner } from '../learn/sessions';
import { actorOf } from './caller';
import type { ConsoleContext } from './context';
import { userScope } from './scope';
import type { SessionUser } from './sign-in';

/** A person learns in their own tenant and those below. */
export async function learnerOf(context: ConsoleContext, user: SessionUser): Promise<Learner> {
  return { scope: await userScope(context, user), actor: actorName(actorOf(user)) };
}

/** The family to start from as one file: a folder in a tar archive. */
export async function learnedArchive(
  context: ConsoleContext,
  user: SessionUser,
  id: string,
  vendor: string,
): Promise<Result<{ name: string; contents: Buffer }>> {
  const made = await learnedFamily(context, await learnerOf(context, user), id, vendor);
  if (!made.ok) return made;
  const { family } = made.value.proposal;
  const members = Object.entries(made.value.files).map(([path, text]) => ({
    path: `${family}/${path}`,
    content: Buffer.from(text),
  }));
  return ok({ name: `${family}.tar.gz`, contents: writeTarGz(members) });
}
