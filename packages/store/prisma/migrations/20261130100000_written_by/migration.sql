-- Which transaction wrote a row last, so that a reader that keeps its snapshot finds what it has not seen: see
-- docs/decisions/0020-portfolios-that-follow.md. What stands already was written by nobody that could still be running, and
-- keeping that as the default while the column is added rewrites no table.
ALTER TABLE "item" ADD COLUMN "written_by" xid8 NOT NULL DEFAULT '0';
ALTER TABLE "item" ALTER COLUMN "written_by" SET DEFAULT pg_current_xact_id();
ALTER TABLE "item_reference" ADD COLUMN "written_by" xid8 NOT NULL DEFAULT '0';
ALTER TABLE "item_reference" ALTER COLUMN "written_by" SET DEFAULT pg_current_xact_id();
ALTER TABLE "link" ADD COLUMN "written_by" xid8 NOT NULL DEFAULT '0';
ALTER TABLE "link" ALTER COLUMN "written_by" SET DEFAULT pg_current_xact_id();

CREATE INDEX "item_written_by_idx" ON "item"("written_by");
CREATE INDEX "item_reference_written_by_idx" ON "item_reference"("written_by");
CREATE INDEX "link_plan_id_written_by_idx" ON "link"("plan_id", "written_by");

-- Links leave no row behind.
CREATE TABLE "unlinked" (
    "plan_id" TEXT NOT NULL,
    "item_id" BIGINT NOT NULL,
    "written_by" xid8 NOT NULL DEFAULT pg_current_xact_id(),

    CONSTRAINT "unlinked_pkey" PRIMARY KEY ("plan_id","item_id")
);
CREATE INDEX "unlinked_plan_id_written_by_idx" ON "unlinked"("plan_id", "written_by");

-- Items that were removed leave no row either: whoever missed that reads all of them again.
ALTER TABLE "hub_state" ADD COLUMN "removals" BIGINT NOT NULL DEFAULT 0;

-- Triggers, so that no statement can forget it.
CREATE FUNCTION "note_writer"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.written_by := pg_current_xact_id();
  RETURN NEW;
END $$;
CREATE TRIGGER "item_written" BEFORE UPDATE ON "item" FOR EACH ROW EXECUTE FUNCTION note_writer();
CREATE TRIGGER "link_written" BEFORE UPDATE ON "link" FOR EACH ROW EXECUTE FUNCTION note_writer();

CREATE FUNCTION "note_unlinked"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO unlinked (plan_id, item_id) SELECT plan_id, item_id FROM gone
  ON CONFLICT (plan_id, item_id) DO UPDATE SET written_by = excluded.written_by;
  RETURN NULL;
END $$;
CREATE TRIGGER "link_gone" AFTER DELETE ON "link" REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION note_unlinked();

-- A reference that is gone changes the item that made it. By index, whatever the planner believes of how many there are.
CREATE FUNCTION "note_unreferenced"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE item SET written_by = pg_current_xact_id() WHERE id = ANY (ARRAY(SELECT item_id FROM gone));
  RETURN NULL;
END $$;
CREATE TRIGGER "item_reference_gone" AFTER DELETE ON "item_reference" REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION note_unreferenced();
