/** Signs in as a browser does, and gives the cookie of the session. */
export async function signIn(server: {
  consoleUrl: string;
  username: string;
  password: string;
}): Promise<string> {
  const begin = await fetch(`${server.consoleUrl}/api/auth/csrf`);
  const body: unknown = await begin.json();
  const csrfToken =
    typeof body === 'object' && body !== null && 'csrfToken' in body ? String(body.csrfToken) : '';
  const done = await fetch(`${server.consoleUrl}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', Cookie: cookies(begin) },
    body: new URLSearchParams({
      csrfToken,
      username: server.username,
      password: server.password,
      json: 'true',
    }),
  });
  const session = cookies(done);
  if (!session.includes('offhook-session='))
    throw new Error(`signing in failed: ${done.status} ${await done.text()}`);
  return session;
}

function cookies(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0] ?? '')
    .join('; ');
}
