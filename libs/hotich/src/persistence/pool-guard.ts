import type { EventEmitter } from 'node:events';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { HOTICH_DATA_SOURCE } from '../hotich.internal-constants';

/**
 * Keeps the host alive when PostgreSQL ends a session in the moment in which it begins. The pool has then stopped listening for
 * the connection's errors and TypeORM has not yet begun to, and Node ends a process for an error that nobody listens for. The
 * failure itself is told as ever, by the query that was to be made.
 */
@Injectable()
export class PoolGuard implements OnModuleInit {
  constructor(@Inject(HOTICH_DATA_SOURCE) private readonly dataSource: DataSource) {}

  onModuleInit(): void {
    if (this.dataSource.options.type !== 'postgres') return;
    const { master, slaves } = this.dataSource.driver as unknown as { master?: EventEmitter; slaves?: EventEmitter[] };
    for (const pool of [master, ...(slaves ?? [])]) {
      pool?.on('connect', (connection: EventEmitter) => connection.on('error', () => undefined));
    }
  }
}
