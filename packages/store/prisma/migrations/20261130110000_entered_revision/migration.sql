-- Counts what people enter by hand, so that one row says whether anything changed that a plan's numbers are made of.
ALTER TABLE "hub_state" ADD COLUMN "entered_revision" BIGINT NOT NULL DEFAULT 0;

CREATE FUNCTION "note_entered"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE hub_state SET entered_revision = entered_revision + 1;
  RETURN NULL;
END $$;
CREATE TRIGGER "kpi_entered" AFTER INSERT OR UPDATE OR DELETE ON "kpi_entry"
  FOR EACH STATEMENT EXECUTE FUNCTION note_entered();
CREATE TRIGGER "progress_entered" AFTER INSERT OR UPDATE OR DELETE ON "progress_entry"
  FOR EACH STATEMENT EXECUTE FUNCTION note_entered();
