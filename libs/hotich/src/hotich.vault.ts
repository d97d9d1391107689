import { Injectable } from '@nestjs/common';
import { type IndexSummary, SearchIndex } from './dossier';
import { type RotateOptions, Rotation, type RotationSummary } from './persistence';

/** What an administrator does with the keys of personal data at rest. Every method may run beside the work, and again. */
@Injectable()
export class HotichVault {
  constructor(
    private readonly rotation: Rotation,
    private readonly search: SearchIndex,
  ) {}

  /**
   * Brings every stored value under the first key of `encryption.keys`: after a new key was put there, and also to seal what was
   * stored before there was a key. Works in short transactions that wait for nobody; stopped at any moment, the next call goes
   * on. Call it until `left` is 0; then the other keys may be taken away.
   *
   * Every replica must have the new key first in its options, or it goes on writing with the old one. A key provider is asked again
   * here, and by the other replicas within a minute, as long as it answers them. What counts is a call begun when that minute is over and
   * every transaction begun before its end has ended, the host's own too: `left` does not know of what an open one has sealed. Files in
   * a file store of the host's own are not touched.
   *
   * @throws HotichSetupError when no key is given; HotichEnvironmentError when the database is the other environment's.
   */
  rotate(options: RotateOptions = {}): Promise<RotationSummary> {
    return this.rotation.run(options);
  }

  /**
   * Builds the search index anew: once after `encryption.hashKey` was first given, and after it was changed. What cannot be read is passed
   * over and counted; call it again when its key is back.
   *
   * As with {@link rotate}, what counts is a call begun more than a minute after every replica was given the new key.
   *
   * @throws HotichSetupError without `encryption.hashKey`.
   */
  reindex(): Promise<IndexSummary> {
    return this.search.rebuild();
  }
}
