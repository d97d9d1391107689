import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type {
  DataSource,
  EntityManager,
  EntitySubscriberInterface,
  QueryRunner,
  TransactionCommitEvent,
  TransactionRollbackEvent,
} from 'typeorm';
import { HotichSetupError } from '../errors';
import { HOTICH_DATA_SOURCE } from '../hotich.internal-constants';

/** How many transactions of a runner have ended, or are about to. */
const ENDED = new WeakMap<QueryRunner, number>();

/**
 * Hears of the end of transactions before it comes. A call that nobody waits for goes on after its host's transaction was rolled back;
 * what it writes then would be committed by itself, or inside a transaction of somebody else.
 */
@Injectable()
export class TransactionEnd implements EntitySubscriberInterface, OnModuleInit {
  constructor(@Inject(HOTICH_DATA_SOURCE) private readonly dataSource: DataSource) {}

  onModuleInit(): void {
    this.dataSource.subscribers.push(this);
  }

  beforeTransactionCommit({ queryRunner }: TransactionCommitEvent): void {
    count(queryRunner);
  }

  beforeTransactionRollback({ queryRunner }: TransactionRollbackEvent): void {
    count(queryRunner);
  }
}

/** @returns a check that throws HotichSetupError once the transaction that the manager is in now ends, or has ended. */
export function untilItsEnd({ queryRunner }: EntityManager): () => void {
  const before = endsOf(queryRunner);
  // One that is released later, without an end, has lost its connection: that is no call's fault, and its next query says so.
  const ended = queryRunner?.isReleased ?? false;
  return () => {
    if (ended || endsOf(queryRunner) !== before) throw hasEnded();
  };
}

function endsOf(runner: QueryRunner | undefined): number {
  return (runner && ENDED.get(runner)) ?? 0;
}

/** TypeORM announces the end of a savepoint as that of a transaction; only the depth, of which its types do not tell, tells them apart. */
function count(runner: QueryRunner): void {
  if ((runner as unknown as { readonly transactionDepth: number }).transactionDepth > 1) return;
  ENDED.set(runner, endsOf(runner) + 1);
}

function hasEnded(): HotichSetupError {
  return new HotichSetupError(
    {
      vi: 'Giao dịch của lời gọi này đã kết thúc trước khi lời gọi xong; không ghi gì thêm',
      en: 'The transaction of this call ended before the call did; nothing more was written',
    },
    {
      vi: 'Đợi (await) mọi lời gọi tới hotich rồi mới kết thúc giao dịch, cả khi một việc khác chạy song song bị lỗi',
      en: 'Await every call of hotich before the transaction ends, also where something beside it fails',
    },
  );
}
