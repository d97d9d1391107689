import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';

/** What is cleared away when its time has passed. */
export class HotichPace1795501200000 implements MigrationInterface {
  readonly name = 'HotichPace1795501200000';

  async up(runner: QueryRunner): Promise<void> {
    // Nullable: a version from before may still write beside this one.
    await runner.addColumn('hotich_content', new TableColumn({ name: 'purged_at', type: 'bigint', isNullable: true }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('hotich_content', 'purged_at');
  }
}
