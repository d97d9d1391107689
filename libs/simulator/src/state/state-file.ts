import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { SimulatorError } from '../errors';
import { asObject, parseJson } from '../http/received-request';
import type { World, WorldSnapshot } from './world';

const DEBOUNCE_MS = 200;

/** Keeps a world in a JSON file. A reader finds the old content or the new one, never half of it. */
export class StateFile {
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly path: string,
    private readonly world: World,
  ) {}

  /** Loads what is there, then saves every later change. @throws SimulatorError when the file is not one of ours. */
  async attach(): Promise<void> {
    const text = await readFile(this.path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (text !== undefined) this.world.load(parse(text, this.path));
    this.world.watch(() => {
      this.timer ??= setTimeout(() => this.startSaving(), DEBOUNCE_MS);
    });
  }

  /** Writes what is still waiting, and no later change: the file may be another simulator's by then. */
  async detach(): Promise<void> {
    this.world.watch(() => undefined);
    if (this.timer) this.startSaving();
    await this.writing;
  }

  private startSaving(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    // One write after the other, each with the books as they stand when its turn comes.
    this.writing = this.writing.then(
      () => this.save(),
      () => this.save(),
    );
    this.writing.catch((error: unknown) => process.emitWarning(error instanceof Error ? error : String(error)));
  }

  private async save(): Promise<void> {
    const temporary = `${this.path}.tmp`;
    await mkdir(dirname(this.path), { recursive: true });
    const file = await open(temporary, 'w', 0o600);
    try {
      await file.writeFile(JSON.stringify(this.world.snapshot()));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, this.path);
  }
}

function parse(text: string, path: string): WorldSnapshot {
  const snapshot = asObject(parseJson(text));
  if (snapshot && isWhole(snapshot)) return snapshot as unknown as WorldSnapshot;
  throw new SimulatorError('badInput', `'${path}' is not a state file of this simulator`);
}

/** Every book is there: half a file must not be taken for a whole one, and then be saved over it. */
function isWhole({ format, register, interlink, effects, sequences, catalogs }: Record<string, unknown>): boolean {
  return (
    format === 2 &&
    [register, interlink, effects].every((book) => Array.isArray(book) && book.every(asObject)) &&
    asObject(sequences) !== undefined &&
    Object.values(asObject(catalogs) ?? { '': null }).every(Array.isArray)
  );
}
