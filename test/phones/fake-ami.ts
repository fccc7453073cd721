import net from 'node:net';
import tls from 'node:tls';

export type AmiMessage = [name: string, value: string][];

/** A manager interface of Asterisk that remembers what it is asked, over real sockets. */
export class FakeAmi {
  readonly actions: AmiMessage[] = [];
  connections = 0;
  username = 'offhook';
  secret = 'ami secret';
  /** How it answers to an action other than Login; default: Success. */
  answer: (action: AmiMessage) => string = () => 'Response: Success\r\nMessage: fine';
  greeting: string | null = 'Asterisk Call Manager/9.0.0\r\n';
  port = 0;
  readonly #sockets = new Set<net.Socket>();
  #server: net.Server | null = null;

  static async start(certificate?: { key: string; cert: string }): Promise<FakeAmi> {
    const ami = new FakeAmi();
    const serve = (socket: net.Socket): void => ami.#serve(socket);
    const server = certificate ? tls.createServer(certificate, serve) : net.createServer(serve);
    ami.#server = server;
    server.on('tlsClientError', () => undefined);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address = server.address();
    ami.port = typeof address === 'object' && address ? address.port : 0;
    return ami;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((done) => (this.#server ? this.#server.close(() => done()) : done()));
  }

  /** Values of the actions of this name. */
  sent(action: string): AmiMessage[] {
    return this.actions.filter((fields) => fields[0]?.[1] === action).map((fields) => fields.slice(2));
  }

  #serve(socket: net.Socket): void {
    this.connections += 1;
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('error', () => undefined);
    if (this.greeting === null) return;
    socket.write(this.greeting);
    let text = '';
    let signedIn = false;
    socket.on('data', (part: Buffer) => {
      text += part.toString('latin1');
      for (let at = text.indexOf('\r\n\r\n'); at >= 0; at = text.indexOf('\r\n\r\n')) {
        const fields = text
          .slice(0, at)
          .split('\r\n')
          .map((line): [string, string] => {
            const colon = line.indexOf(': ');
            return [line.slice(0, colon), line.slice(colon + 2)];
          });
        text = text.slice(at + 4);
        this.actions.push(fields);
        const of = (name: string): string => fields.find(([key]) => key === name)?.[1] ?? '';
        if (of('Action') === 'Logoff') return void socket.end('Response: Goodbye\r\n\r\n');
        let reply: string;
        if (of('Action') === 'Login') {
          signedIn = of('Username') === this.username && of('Secret') === this.secret;
          reply = signedIn
            ? 'Response: Success\r\nMessage: Authentication accepted'
            : 'Response: Error\r\nMessage: Authentication failed';
        } else reply = signedIn ? this.answer(fields) : 'Response: Error\r\nMessage: Permission denied';
        if (reply === '') continue;
        const [first = '', ...rest] = reply.split('\r\n');
        // An event in between, as a real one may send.
        socket.write('Event: FullyBooted\r\nStatus: Fully Booted\r\n\r\n');
        socket.write([first, `ActionID: ${of('ActionID')}`, ...rest].join('\r\n') + '\r\n\r\n');
      }
    });
  }
}
