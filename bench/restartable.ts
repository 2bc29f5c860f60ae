import type { Endable } from '../dev/supervise';

/** A place for a process that may be ended and started again while the others go on. */
export class Restartable<Server extends Endable> {
  /** Told when it ends without having been asked to. */
  onUnexpectedEnd: (how: string) => void = () => undefined;
  private running: Server | undefined;
  private former: Server | undefined;

  /**
   * @param name for reports: `worker-2`
   * @param launch starts it; gets the one that ran before, so that it can take the same port again
   */
  constructor(
    readonly name: string,
    private readonly launch: (former: Server | undefined) => Promise<Server>,
  ) {}

  /** The one that runs, if one does. */
  get current(): Server | undefined {
    return this.running;
  }

  /** The one that runs or ran last, if there was one. */
  get latest(): Server | undefined {
    return this.running ?? this.former;
  }

  /**
   * Starts it unless it runs.
   *
   * @throws Error when it does not start
   */
  async start(): Promise<Server> {
    if (this.running !== undefined) return this.running;
    const server = await this.launch(this.former);
    this.running = server;
    void server.exited.then((how) => {
      if (this.running !== server) return;
      this.leave();
      this.onUnexpectedEnd(how);
    });
    return server;
  }

  /** Ends it in order; nothing happens when it does not run. */
  stop(): Promise<void> {
    return this.end((server) => server.stop());
  }

  /** Ends it by SIGKILL; nothing happens when it does not run. */
  kill(): Promise<void> {
    return this.end((server) => server.kill());
  }

  /** Ends it in a way of the caller's and waits until it has ended. */
  async end(how: (server: Server) => Promise<void> | void): Promise<void> {
    const server = this.leave();
    if (server === undefined) return;
    await how(server);
    await server.exited;
  }

  private leave(): Server | undefined {
    const server = this.running;
    if (server !== undefined) this.former = server;
    this.running = undefined;
    return server;
  }
}
