import { median } from './numbers.mjs';
import { startMariadb } from './mariadb.mjs';
import { measure } from './measure.mjs';
import { startPostgres } from './postgres.mjs';
import { undisturbed } from './quiet.mjs';
import { startRedis } from './redis.mjs';
import { sidePackages } from './side.mjs';

const STARTERS = { postgres: startPostgres, redis: startRedis, mariadb: startMariadb };

/** One run of the benchmark: its servers, started when first needed, and how often and how large everything is. */
export class Bench {
  #servers = new Map();
  #side;

  /** @param rounds of each comparison. @param scale of every number of jobs and of long spans of time. @param quiet samples are taken only while nobody else uses the machine. */
  constructor({ rounds, scale, kills, killsAbreast, quiet }) {
    Object.assign(this, { rounds, scale, kills, killsAbreast, quiet });
    /** Versions of the servers that were used. */
    this.versions = new Set();
    /** What could not be had here. */
    this.unmeasured = new Set();
    this.samples = { taken: 0, disturbed: 0 };
  }

  /** `count` at this run's scale, at least `least`. */
  scaled(count, least = 1) {
    return Math.max(least, Math.round(count * this.scale));
  }

  /** @param name `postgres`, `redis` or `mariadb`. */
  async server(name) {
    if (!this.#servers.has(name)) {
      const server = await STARTERS[name]();
      this.versions.add(server.name);
      this.#servers.set(name, server);
    }
    return this.#servers.get(name);
  }

  /** What is installed beside the repository's own packages. @throws when it cannot be. */
  side() {
    if (!this.#side) {
      this.#side = sidePackages();
      this.versions.add(`beside them ${this.#side.names.join(', ')}`);
    }
    return this.#side;
  }

  /** The same contestants in their newest versions on Node 22; none where that cannot be had, and the report says so. */
  onNode22(contestants) {
    try {
      this.side();
    } catch (error) {
      this.unmeasured.add(`the newest versions on Node 22: ${error.message.split('\n')[0]}`);
      return [];
    }
    return contestants.map((one) => ({ ...one, label: `Node 22: ${one.label}`, newest: true }));
  }

  /** Those that run now. */
  get servers() {
    return [...this.#servers.values()];
  }

  /** Ends one, so that it costs nothing while others are measured. */
  async release(name) {
    await this.#servers.get(name)?.stop();
    this.#servers.delete(name);
  }

  async close() {
    for (const name of this.#servers.keys()) await this.release(name);
  }

  /**
   * Every contestant in every round, each round beginning with another one, so that a drift of the machine meets them all.
   *
   * @param of each `{ label, module, … }`, laid over `common`; see measure().
   * @returns one row a contestant: medians of its samples, and the samples themselves.
   */
  async compare(title, of, common) {
    const specs = of.map((one) => ({ ...common, ...one }));
    const samples = specs.map(() => []);
    for (let round = 0; round < this.rounds; round++) {
      for (let i = 0; i < specs.length; i++) {
        const turn = (i + round) % specs.length;
        process.stderr.write(`${title}: ${specs[turn].label}, round ${round + 1} of ${this.rounds}\n`);
        samples[turn].push(await this.#sample(specs[turn]));
      }
    }
    return specs.map((spec, i) => ({
      label: spec.label,
      jobs: spec.jobs,
      samples: samples[i],
      ...medians(samples[i]),
    }));
  }

  async #sample(spec) {
    this.samples.taken++;
    if (!this.quiet) return measure(this, spec);
    const sample = await undisturbed(() => measure(this, spec));
    this.samples.disturbed += sample.disturbed;
    return sample;
  }
}

function medians(samples) {
  const keys = Object.keys(samples[0]).filter((key) => typeof samples[0][key] === 'number');
  return Object.fromEntries(keys.map((key) => [key, median(samples.map((sample) => sample[key]))]));
}
