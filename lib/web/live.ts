import { currentUser } from './auth';
import { runtime } from './runtime';

/** Keeps proxies from closing a quiet connection. */
const PING_MS = 20_000;
/** A stream ends after this, and the page opens another: so a session that has ended stops being told. */
const LIFE_MS = 10 * 60_000;

/** Tells a page what kinds of things change, as server-sent events, until it goes away. */
export async function liveStream(request: Request): Promise<Response> {
  const user = await currentUser();
  if (!user) return new Response(null, { status: 401 });
  const encoder = new TextEncoder();
  let stop = (): void => undefined;
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      let open = true;
      const send = (text: string): void => {
        if (open) controller.enqueue(encoder.encode(text));
      };
      const silence = runtime().console.live.listen((kinds) =>
        send(`event: change\ndata: ${kinds.join(',')}\n\n`),
      );
      const ping = setInterval(() => send(': ping\n\n'), PING_MS);
      const life = setTimeout(() => stop(), LIFE_MS);
      stop = () => {
        if (!open) return;
        open = false;
        clearInterval(ping);
        clearTimeout(life);
        silence?.();
        controller.close();
      };
      send('retry: 1000\n\n');
      if (!silence) stop();
      request.signal.addEventListener('abort', () => stop());
    },
    cancel: () => stop(),
  });
  return new Response(stream, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    },
  });
}
