-- Turns the tables of @hotich/nestjs into tables partitioned by province (PostgreSQL 13 and later), in one transaction.
-- Run it as the owner of the tables, with the schema they stand in first in search_path, while no host writes; name the
-- provinces in the line marked <<<. Rows that are there already become the first one's. The library needs no change, before
-- or after. Said again it adds provinces, and the tables that an upgrade has brought; give rights to the new tables yourself.
do $$
declare
  provinces constant text[] := array['24', '27']; -- <<<
  tab record;
  con record;
  idx record;
  added text[];
  province text;
  part text;
begin
  for tab in
    select c.oid, c.relname as name, c.relkind as kind
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'ma_tinh' and not a.attisdropped
    where c.relnamespace = current_schema()::regnamespace and c.relname like '%hotich\_%' and c.relkind in ('r', 'p')
      and not c.relispartition
    order by c.relname
  loop
    if tab.kind = 'r' then
      -- Rows from before the column was there.
      execute format('update %I set ma_tinh = %L where ma_tinh = %L', tab.name, provinces[1], '');

      added := '{}';
      -- A partitioned table keeps only such keys as have the province in them. It comes last: a look for an id alone finds it too.
      for con in
        select conname as name, case contype when 'p' then 'primary key' else 'unique' end as kind,
          (select string_agg(quote_ident(a.attname), ', ' order by k.n) from unnest(conkey) with ordinality as k (col, n)
           join pg_attribute a on a.attrelid = conrelid and a.attnum = k.col) as columns
        from pg_constraint where conrelid = tab.oid and contype in ('p', 'u')
      loop
        added := added || format('add constraint %I %s (%s, ma_tinh)', con.name, con.kind, con.columns);
        execute format('alter table %I drop constraint %I', tab.name, con.name);
      end loop;

      part := tab.name || '_' || provinces[1];
      execute format('alter table %I rename to %I', tab.name, part);
      execute format('create table %I (like %I including defaults) partition by list (ma_tinh)', tab.name, part);
      execute format('alter table %I %s', tab.name, array_to_string(added, ', '));
      for idx in
        select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
        from pg_index i where i.indrelid = tab.oid
      loop
        execute format('alter index %s rename to %I', idx.name, idx.name || '_' || provinces[1]);
        execute replace(idx.definition, '.' || part || ' ', '.' || tab.name || ' ');
      end loop;
      execute format('alter table %I attach partition %I for values in (%L)', tab.name, part, provinces[1]);
    end if;

    foreach province in array provinces loop
      part := tab.name || '_' || province;
      if to_regclass(format('%I', part)) is null then
        execute format('create table %I partition of %I for values in (%L)', part, tab.name, province);
      end if;
    end loop;
  end loop;
end $$;
