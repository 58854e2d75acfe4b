-- What the hub knew at a past moment: rows say since when they are known, and what they were before is kept. Every stamp is
-- the start of the transaction that wrote, by the clock of the database: one clock, however many write.

-- AlterTable
ALTER TABLE "connection" ADD COLUMN     "known_since" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP;
ALTER TABLE "scope_state" ADD COLUMN     "known_since" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP;
ALTER TABLE "item" ADD COLUMN     "known_since" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP;
ALTER TABLE "item_reference" ADD COLUMN     "known_since" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP;
ALTER TABLE "link" ADD COLUMN     "known_since" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP;
ALTER TABLE "sprint" ADD COLUMN     "known_since" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP;
ALTER TABLE "release" ADD COLUMN     "known_since" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP;
ALTER TABLE "deployment" ADD COLUMN     "known_since" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP;
ALTER TABLE "first_review" ADD COLUMN     "known_since" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP;
ALTER TABLE "side_state" ADD COLUMN     "known_since" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP;
ALTER TABLE "plan_version" ADD COLUMN     "known_since" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP;
ALTER TABLE "weekly_report" ADD COLUMN     "known_since" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP;
ALTER TABLE "kpi_entry" ADD COLUMN     "known_since" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP;
ALTER TABLE "progress_entry" ADD COLUMN     "known_since" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- Of what is there already, nobody noted when it was learned: items as they are since they changed last, people's words since
-- they were said, the rest always.
UPDATE "connection" SET "known_since" = '-infinity';
UPDATE "scope_state" SET "known_since" = '-infinity';
UPDATE "item" SET "known_since" = "changed_at";
UPDATE "item_reference" SET "known_since" = '-infinity';
UPDATE "link" SET "known_since" = '-infinity';
UPDATE "sprint" SET "known_since" = '-infinity';
UPDATE "release" SET "known_since" = '-infinity';
UPDATE "deployment" SET "known_since" = '-infinity';
UPDATE "first_review" SET "known_since" = '-infinity';
UPDATE "side_state" SET "known_since" = '-infinity';
UPDATE "plan_version" SET "known_since" = "created_at";
UPDATE "weekly_report" SET "known_since" = "published_at";
UPDATE "kpi_entry" SET "known_since" = "created_at";
UPDATE "progress_entry" SET "known_since" = "created_at";

-- Whether silence of a side stream means that there is nothing: all that numbers make of its state.
ALTER TABLE "side_state" ADD COLUMN "is_known" BOOLEAN
  GENERATED ALWAYS AS ("read_at" IS NOT NULL AND "error" IS NULL) STORED;

-- CreateTable
CREATE TABLE "item_past" (
    "item_id" BIGINT NOT NULL,
    "connection_id" TEXT NOT NULL,
    "known_since" TIMESTAMPTZ(6) NOT NULL,
    "known_until" TIMESTAMPTZ(6) NOT NULL,
    "row" JSONB NOT NULL,

    CONSTRAINT "item_past_pkey" PRIMARY KEY ("item_id","known_until")
);

-- CreateTable
CREATE TABLE "reference_past" (
    "item_id" BIGINT NOT NULL,
    "target_id" BIGINT NOT NULL,
    "connection_id" TEXT NOT NULL,
    "known_since" TIMESTAMPTZ(6) NOT NULL,
    "known_until" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "reference_past_pkey" PRIMARY KEY ("item_id","target_id","known_until")
);

-- CreateTable
CREATE TABLE "link_past" (
    "plan_id" TEXT NOT NULL,
    "item_id" BIGINT NOT NULL,
    "connection_id" TEXT NOT NULL,
    "known_since" TIMESTAMPTZ(6) NOT NULL,
    "known_until" TIMESTAMPTZ(6) NOT NULL,
    "deliverable" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "conflicts" JSONB NOT NULL,

    CONSTRAINT "link_past_pkey" PRIMARY KEY ("plan_id","item_id","known_until")
);

-- CreateTable
CREATE TABLE "fact_past" (
    "connection_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "known_since" TIMESTAMPTZ(6) NOT NULL,
    "known_until" TIMESTAMPTZ(6) NOT NULL,
    "row" JSONB NOT NULL,

    CONSTRAINT "fact_past_pkey" PRIMARY KEY ("connection_id","kind","key","known_until")
);

-- CreateIndex
CREATE INDEX "item_known_since_idx" ON "item"("known_since");

-- CreateIndex
CREATE INDEX "item_past_known_until_idx" ON "item_past"("known_until");

-- CreateIndex
CREATE INDEX "reference_past_known_until_idx" ON "reference_past"("known_until");

-- CreateIndex
CREATE INDEX "link_past_plan_id_known_until_idx" ON "link_past"("plan_id", "known_until");

-- CreateIndex
CREATE INDEX "fact_past_kind_known_until_idx" ON "fact_past"("kind", "known_until");

-- AddForeignKey
ALTER TABLE "item_past" ADD CONSTRAINT "item_past_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reference_past" ADD CONSTRAINT "reference_past_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "link_past" ADD CONSTRAINT "link_past_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fact_past" ADD CONSTRAINT "fact_past_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Triggers keep what rows were before, so that no writer can forget to. They work on whole statements. Who started earlier may
-- write later, so what a row was ends no earlier than what it was before that; a row that was written twice by one transaction
-- was never known in between. Items, references and links of scopes that nobody was shown yet leave nothing behind.

-- Whether what rows were is kept: not while a connection is being deleted with all that was known of it.
CREATE FUNCTION "keeps_past"() RETURNS BOOLEAN LANGUAGE sql STABLE
  RETURN current_setting('throughline.keeps_past', true) IS DISTINCT FROM 'off';

-- No number is made from mentions and links between issues, nor from how a state was derived. Of a changelog, waiting times
-- need the moves of issues that came into progress, and of each its time and status.
CREATE FUNCTION "keep_past_items"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  IF NOT keeps_past() THEN RETURN NULL; END IF;
  INSERT INTO item_past (item_id, connection_id, known_since, known_until, "row")
  SELECT b.id, b.connection_id, b.known_since, ended.at,
    to_jsonb(b) - '{source_id,category,resolution,ended_at,category_changed_at,history,mentions,links,observed_at,content_hash,known_since,written_by}'::text[]
      || CASE WHEN b.kind = 'issue' AND b.started_at IS NOT NULL AND b.history IS NOT NULL THEN jsonb_build_object('history', (
        SELECT coalesce(jsonb_agg(jsonb_build_object('at', entry->'at', 'status', entry->'status') ORDER BY place), '[]')
        FROM jsonb_array_elements(b.history) WITH ORDINALITY seen(entry, place)))
      ELSE '{}' END
  FROM rows_before b
  JOIN connection c ON c.id = b.connection_id
  JOIN scope_state s ON s.connection_id = b.connection_id AND s.scope = b.scope AND s.loaded_at IS NOT NULL
  CROSS JOIN LATERAL (SELECT greatest(now(), max(p.known_until)) AS at FROM item_past p WHERE p.item_id = b.id) ended
  WHERE ended.at > b.known_since
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

CREATE FUNCTION "keep_past_references"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  IF NOT keeps_past() THEN RETURN NULL; END IF;
  INSERT INTO reference_past (item_id, target_id, connection_id, known_since, known_until)
  SELECT b.item_id, b.target_id, i.connection_id, b.known_since, ended.at
  FROM rows_before b
  JOIN item i ON i.id = b.item_id
  JOIN scope_state s ON s.connection_id = i.connection_id AND s.scope = i.scope AND s.loaded_at IS NOT NULL
  CROSS JOIN LATERAL (
    SELECT greatest(now(), max(p.known_until)) AS at FROM reference_past p
    WHERE p.item_id = b.item_id AND p.target_id = b.target_id
  ) ended
  WHERE ended.at > b.known_since
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

CREATE FUNCTION "keep_past_links"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  IF NOT keeps_past() THEN RETURN NULL; END IF;
  INSERT INTO link_past (plan_id, item_id, connection_id, known_since, known_until, deliverable, rule, detail, conflicts)
  SELECT b.plan_id, b.item_id, i.connection_id, b.known_since, ended.at, b.deliverable, b.rule, b.detail, b.conflicts
  FROM rows_before b
  JOIN item i ON i.id = b.item_id
  JOIN scope_state s ON s.connection_id = i.connection_id AND s.scope = i.scope AND s.loaded_at IS NOT NULL
  CROSS JOIN LATERAL (
    SELECT greatest(now(), max(p.known_until)) AS at FROM link_past p
    WHERE p.plan_id = b.plan_id AND p.item_id = b.item_id
  ) ended
  WHERE ended.at > b.known_since
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

-- A few columns of a row.
CREATE FUNCTION "fact_of"("whole" JSONB, "columns" TEXT[]) RETURNS JSONB LANGUAGE sql IMMUTABLE
  RETURN (SELECT jsonb_object_agg(name, "whole"->name) FROM unnest("columns") name);

CREATE FUNCTION "fact_key"("whole" JSONB, "columns" TEXT[]) RETURNS TEXT LANGUAGE sql IMMUTABLE
  RETURN (SELECT coalesce(string_agg("whole"->>name, ' ' ORDER BY place), '')
    FROM unnest("columns") WITH ORDINALITY named(name, place));

-- For small tables. The arguments: the column with the connection's id, the columns that tell the connection's rows apart, and
-- those that numbers are made from. A row that is written as it was leaves nothing behind.
CREATE FUNCTION "keep_past_facts"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
DECLARE
  key_columns CONSTANT TEXT[] := string_to_array(tg_argv[1], ',');
  fact_columns CONSTANT TEXT[] := array_cat(array_append(key_columns, tg_argv[0]), string_to_array(tg_argv[2], ','));
  present JSONB[] := '{}';
BEGIN
  IF NOT keeps_past() THEN RETURN NULL; END IF;
  IF tg_op = 'UPDATE' THEN
    SELECT coalesce(array_agg(fact_of(to_jsonb(r), fact_columns)), '{}') INTO present FROM rows_after r;
  END IF;
  INSERT INTO fact_past (connection_id, kind, key, known_since, known_until, "row")
  SELECT was.connection_id, tg_table_name, was.key, was.known_since, ended.at, was.fact
  FROM (
    SELECT to_jsonb(r)->>tg_argv[0] AS connection_id, fact_key(to_jsonb(r), key_columns) AS key,
      fact_of(to_jsonb(r), fact_columns) AS fact, r.known_since
    FROM rows_before r
  ) was
  JOIN connection c ON c.id = was.connection_id
  CROSS JOIN LATERAL (
    SELECT greatest(now(), max(p.known_until)) AS at FROM fact_past p
    WHERE p.connection_id = was.connection_id AND p.kind = tg_table_name AND p.key = was.key
  ) ended
  WHERE ended.at > was.known_since AND was.fact <> ALL(present)
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

CREATE TRIGGER "item_changed" AFTER UPDATE ON "item" REFERENCING OLD TABLE AS "rows_before"
  FOR EACH STATEMENT EXECUTE FUNCTION keep_past_items();
CREATE TRIGGER "item_removed" AFTER DELETE ON "item" REFERENCING OLD TABLE AS "rows_before"
  FOR EACH STATEMENT EXECUTE FUNCTION keep_past_items();

CREATE TRIGGER "reference_removed" AFTER DELETE ON "item_reference" REFERENCING OLD TABLE AS "rows_before"
  FOR EACH STATEMENT EXECUTE FUNCTION keep_past_references();

CREATE TRIGGER "link_changed" AFTER UPDATE ON "link" REFERENCING OLD TABLE AS "rows_before"
  FOR EACH STATEMENT EXECUTE FUNCTION keep_past_links();
CREATE TRIGGER "link_removed" AFTER DELETE ON "link" REFERENCING OLD TABLE AS "rows_before"
  FOR EACH STATEMENT EXECUTE FUNCTION keep_past_links();

CREATE TRIGGER "connection_changed" AFTER UPDATE ON "connection" REFERENCING OLD TABLE AS "rows_before" NEW TABLE AS "rows_after"
  FOR EACH STATEMENT EXECUTE FUNCTION keep_past_facts('id', '', 'scopes');

CREATE TRIGGER "scope_state_changed" AFTER UPDATE ON "scope_state" REFERENCING OLD TABLE AS "rows_before" NEW TABLE AS "rows_after"
  FOR EACH STATEMENT EXECUTE FUNCTION keep_past_facts('connection_id', 'scope', 'synced_at,loaded_at,entries,matched');
CREATE TRIGGER "scope_state_removed" AFTER DELETE ON "scope_state" REFERENCING OLD TABLE AS "rows_before"
  FOR EACH STATEMENT EXECUTE FUNCTION keep_past_facts('connection_id', 'scope', 'synced_at,loaded_at,entries,matched');

CREATE TRIGGER "sprint_changed" AFTER UPDATE ON "sprint" REFERENCING OLD TABLE AS "rows_before" NEW TABLE AS "rows_after"
  FOR EACH STATEMENT EXECUTE FUNCTION keep_past_facts('connection_id', 'id', 'name,state,start_at,end_at,completed_at');
CREATE TRIGGER "sprint_removed" AFTER DELETE ON "sprint" REFERENCING OLD TABLE AS "rows_before"
  FOR EACH STATEMENT EXECUTE FUNCTION keep_past_facts('connection_id', 'id', 'name,state,start_at,end_at,completed_at');

CREATE TRIGGER "release_changed" AFTER UPDATE ON "release" REFERENCING OLD TABLE AS "rows_before" NEW TABLE AS "rows_after"
  FOR EACH STATEMENT EXECUTE FUNCTION keep_past_facts('connection_id', 'scope,id', 'name,released_at,planned_at,is_prerelease');
CREATE TRIGGER "release_removed" AFTER DELETE ON "release" REFERENCING OLD TABLE AS "rows_before"
  FOR EACH STATEMENT EXECUTE FUNCTION keep_past_facts('connection_id', 'scope,id', 'name,released_at,planned_at,is_prerelease');

CREATE TRIGGER "deployment_changed" AFTER UPDATE ON "deployment" REFERENCING OLD TABLE AS "rows_before" NEW TABLE AS "rows_after"
  FOR EACH STATEMENT EXECUTE FUNCTION keep_past_facts('connection_id', 'scope,id', 'environment,is_production,created_at,succeeded_at');
CREATE TRIGGER "deployment_removed" AFTER DELETE ON "deployment" REFERENCING OLD TABLE AS "rows_before"
  FOR EACH STATEMENT EXECUTE FUNCTION keep_past_facts('connection_id', 'scope,id', 'environment,is_production,created_at,succeeded_at');

CREATE TRIGGER "first_review_changed" AFTER UPDATE ON "first_review" REFERENCING OLD TABLE AS "rows_before" NEW TABLE AS "rows_after"
  FOR EACH STATEMENT EXECUTE FUNCTION keep_past_facts('connection_id', 'key', 'at,asked_for');
CREATE TRIGGER "first_review_removed" AFTER DELETE ON "first_review" REFERENCING OLD TABLE AS "rows_before"
  FOR EACH STATEMENT EXECUTE FUNCTION keep_past_facts('connection_id', 'key', 'at,asked_for');

CREATE TRIGGER "side_state_changed" AFTER UPDATE ON "side_state" REFERENCING OLD TABLE AS "rows_before" NEW TABLE AS "rows_after"
  FOR EACH STATEMENT EXECUTE FUNCTION keep_past_facts('connection_id', 'scope,stream', 'is_known');
CREATE TRIGGER "side_state_removed" AFTER DELETE ON "side_state" REFERENCING OLD TABLE AS "rows_before"
  FOR EACH STATEMENT EXECUTE FUNCTION keep_past_facts('connection_id', 'scope,stream', 'is_known');

-- A report stays as it was said to the byte, which JSONB does not keep; with it, what made it. Of those that were published
-- before, nobody noted that.
ALTER TABLE "weekly_report" ALTER COLUMN "report" SET DATA TYPE TEXT USING "report"::text,
ADD COLUMN     "known_at" TIMESTAMPTZ(3),
ADD COLUMN     "code_version" TEXT,
ADD COLUMN     "coverage" DOUBLE PRECISION;
