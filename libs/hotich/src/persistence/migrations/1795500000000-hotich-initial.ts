import { type MigrationInterface, type QueryRunner, Table, type TableColumnOptions, type TableOptions } from 'typeorm';
import { columnType } from './column-type';
import { prefixed } from './prefixed';

type Shape = [type: string, length?: number];

const uuid: Shape = ['uuid'];
const int: Shape = ['int'];
const bigint: Shape = ['bigint'];
const text: Shape = ['text'];
const bool: Shape = ['boolean'];
const varchar = (length: number): Shape => ['varchar', length];

/** The tables as they were when this migration was written; the entities may move on, this list may not. */
export class HotichInitial1795500000000 implements MigrationInterface {
  readonly name = 'HotichInitial1795500000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of this.tables(runner)) {
      await runner.createTable(new Table({ ...table, name: prefixed(runner, table.name) }));
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of this.tables(runner).reverse()) await runner.dropTable(prefixed(runner, table.name));
  }

  private tables(runner: QueryRunner): TableOptions[] {
    const column =
      (more: Partial<TableColumnOptions>) =>
      (name: string, [type, length]: Shape): TableColumnOptions => ({
        name,
        ...columnType(runner, type, length),
        ...more,
      });
    const is = column({});
    const may = column({ isNullable: true });
    const counted = column({ default: 0 });
    const pk = (table: string, ...columns: TableColumnOptions[]): TableColumnOptions[] =>
      columns.map((c) => ({ ...c, isPrimary: true, primaryKeyConstraintName: `pk_${table}` }));

    return [
      {
        name: 'hotich_dossier',
        columns: [
          ...pk('hotich_dossier', is('id', uuid)),
          is('environment', varchar(10)),
          is('ma_ho_so', varchar(64)),
          may('ma_ho_so_lt', varchar(64)),
          is('module', varchar(8)),
          is('ma_don_vi', varchar(5)),
          may('ma_tthc', varchar(40)),
          is('state', varchar(16)),
          may('held_from', varchar(16)),
          may('diagnosis', text),
          is('version', int),
          may('sent_version', int),
          may('route', text),
          may('ngay_tiep_nhan', bigint),
          may('register_status', int),
          is('timeline_length', int),
          is('created_at', bigint),
          is('updated_at', bigint),
        ],
        uniques: [
          { name: 'uq_hotich_dossier_ma_ho_so', columnNames: ['ma_ho_so'] },
          { name: 'uq_hotich_dossier_ma_ho_so_lt', columnNames: ['ma_ho_so_lt'] },
        ],
        indices: [{ name: 'ix_hotich_dossier_state', columnNames: ['state', 'updated_at'] }],
      },
      {
        name: 'hotich_content',
        columns: [
          ...pk('hotich_content', is('dossier_id', uuid), is('version', int)),
          is('data', text),
          is('attachments', text),
          is('content_hash', varchar(64)),
          is('created_at', bigint),
        ],
      },
      {
        name: 'hotich_task',
        columns: [
          ...pk('hotich_task', is('id', uuid)),
          is('environment', varchar(10)),
          is('lane', varchar(12)),
          is('subject_id', uuid),
          is('due_at', bigint),
          may('lease_owner', uuid),
          counted('epoch', int),
          counted('attempt', int),
          counted('strikes', int),
          column({ default: false })('unsure', bool),
          may('called_at', bigint),
        ],
        uniques: [{ name: 'uq_hotich_task_lane_subject', columnNames: ['lane', 'subject_id'] }],
        indices: [{ name: 'ix_hotich_task_due', columnNames: ['environment', 'lane', 'due_at', 'id'] }],
      },
      {
        name: 'hotich_timeline',
        columns: [
          ...pk('hotich_timeline', is('dossier_id', uuid), is('seq', int)),
          is('event', varchar(40)),
          may('from_state', varchar(16)),
          is('to_state', varchar(16)),
          is('actor', varchar(120)),
          may('reason', text),
          may('exchange_id', uuid),
          may('detail', text),
          is('at', bigint),
        ],
      },
      {
        name: 'hotich_report',
        columns: [
          ...pk('hotich_report', is('id', uuid)),
          is('dossier_id', uuid),
          is('seq', int),
          is('trang_thai', int),
          is('state', varchar(10)),
          is('fields', text),
          counted('refills', int),
          may('rule', varchar(60)),
          is('event_at', bigint),
          may('closed_at', bigint),
        ],
        uniques: [{ name: 'uq_hotich_report_dossier_seq', columnNames: ['dossier_id', 'seq'] }],
      },
      {
        name: 'hotich_delivery',
        columns: [
          ...pk('hotich_delivery', is('id', uuid)),
          is('environment', varchar(10)),
          is('ma_ho_so_lt', varchar(64)),
          is('remote_id', varchar(64)),
          is('state', varchar(14)),
          may('dossier_id', uuid),
          may('content_hash', varchar(64)),
          may('raw', text),
          may('diagnosis', text),
          is('created_at', bigint),
          is('updated_at', bigint),
        ],
        uniques: [{ name: 'uq_hotich_delivery_ma_ho_so', columnNames: ['environment', 'ma_ho_so_lt'] }],
        indices: [{ name: 'ix_hotich_delivery_state', columnNames: ['state', 'updated_at'] }],
      },
      {
        name: 'hotich_file',
        columns: [
          ...pk('hotich_file', is('id', uuid)),
          is('dossier_id', uuid),
          is('kind', varchar(12)),
          is('name', varchar(255)),
          is('media_type', varchar(120)),
          is('size', int),
          is('sha256', varchar(64)),
          is('created_at', bigint),
        ],
        indices: [{ name: 'ix_hotich_file_dossier', columnNames: ['dossier_id'] }],
      },
      {
        name: 'hotich_file_chunk',
        columns: [...pk('hotich_file_chunk', is('file_id', uuid), is('seq', int)), is('content', text)],
      },
      {
        name: 'hotich_result',
        columns: [
          ...pk('hotich_result', is('dossier_id', uuid)),
          is('data', text),
          may('file_id', uuid),
          may('pending', varchar(10)),
          is('received_at', bigint),
        ],
      },
      {
        name: 'hotich_exchange',
        columns: [
          ...pk('hotich_exchange', is('id', uuid)),
          is('environment', varchar(10)),
          is('carrier', varchar(12)),
          is('operation', varchar(40)),
          may('codes', text),
          is('outcome', varchar(14)),
          may('http_status', int),
          is('request_bytes', int),
          is('response_bytes', int),
          is('duration_ms', int),
          may('answer', text),
          may('raw', text),
          is('at', bigint),
        ],
        indices: [{ name: 'ix_hotich_exchange_at', columnNames: ['at'] }],
      },
      {
        name: 'hotich_gate',
        columns: [
          ...pk('hotich_gate', is('environment', varchar(10)), is('carrier', varchar(12))),
          counted('failures', int),
          counted('open_until', bigint),
          counted('tokens_milli', bigint),
          counted('refilled_at', bigint),
        ],
      },
    ];
  }
}
