-- Conflicts say how a deliverable that lost had named the item, and values may be patterns: everything is linked again.
UPDATE "plan" SET "settled_version" = 0;

-- Items that more than one deliverable named are few, and listed by themselves.
CREATE INDEX "link_conflict_idx" ON "link"("plan_id", "item_id") WHERE "conflicts" <> '[]';
