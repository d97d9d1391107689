/** What hosts connect to, and how it fails: a server, a pooler before it, or an address that moves from one server to another. */
export interface DatabaseServer {
  readonly port: number;
  /** Without a database's name. */
  readonly url: string;
  /** Gone at once; nothing it was doing is finished. */
  crash(): Promise<void>;
  startAgain(): Promise<void>;
  stop(): Promise<void>;
}
