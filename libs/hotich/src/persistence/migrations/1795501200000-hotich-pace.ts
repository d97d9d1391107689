import { type MigrationInterface, type QueryRunner, TableColumn, TableIndex } from 'typeorm';
import { pathOf, prefixed } from './prefixed';

/** All with defaults, or nullable: a version from before may still write beside this one. */
const ADDED = [
  { table: 'hotich_content', column: { name: 'purged_at', type: 'bigint', isNullable: true } },
  { table: 'hotich_task', column: { name: 'place', type: 'bigint', default: 0 } },
  { table: 'hotich_gate', column: { name: 'polls_milli', type: 'bigint', default: 0 } },
  { table: 'hotich_gate', column: { name: 'share_milli', type: 'int', default: 1000 } },
  { table: 'hotich_gate', column: { name: 'slowed_at', type: 'bigint', default: 0 } },
  { table: 'hotich_gate', column: { name: 'reopened_at', type: 'bigint', default: 0 } },
];

const INDEX = 'ix_hotich_task_due';
const BEFORE = ['environment', 'lane', 'due_at', 'id'];
const AFTER = ['environment', 'lane', 'place', 'due_at', 'id'];

/** Places in line, the pace of carriers, and what was cleared away. */
export class HotichPace1795501200000 implements MigrationInterface {
  readonly name = 'HotichPace1795501200000';

  async up(runner: QueryRunner): Promise<void> {
    for (const { table, column } of ADDED) await runner.addColumn(prefixed(runner, table), new TableColumn(column));
    await this.reindex(runner, AFTER);
  }

  async down(runner: QueryRunner): Promise<void> {
    await this.reindex(runner, BEFORE);
    for (const { table, column } of [...ADDED].reverse()) await runner.dropColumn(prefixed(runner, table), column.name);
  }

  /**
   * Under the same name, which statements of a version from before may speak of. On MariaDB and MySQL in one statement: what names an
   * index that is not there fails, and neither claims nor whoever migrates again would find it.
   */
  private async reindex(runner: QueryRunner, columnNames: string[]): Promise<void> {
    const { driver } = runner.connection;
    if (driver.options.type === 'postgres') {
      const table = prefixed(runner, 'hotich_task');
      await runner.dropIndex(table, INDEX);
      await runner.createIndex(table, new TableIndex({ name: INDEX, columnNames }));
    } else {
      const index = driver.escape(INDEX);
      const columns = columnNames.map((name) => driver.escape(name)).join(', ');
      await runner.query(
        `alter table ${await pathOf(runner, 'hotich_task')} drop index ${index}, add index ${index} (${columns})`,
      );
    }
  }
}
