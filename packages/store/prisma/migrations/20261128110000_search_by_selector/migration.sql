-- How a text compares without regard to case, as far as every PostgreSQL agrees with the plan model on it: ASCII alone. All
-- other texts look alike, so a search by this form finds too much rather than too little.
CREATE FUNCTION "plain_form"("value" TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN octet_length("value") = char_length("value") THEN lower("value" COLLATE "C") ELSE '' END;

-- What a selector of a changed plan chooses: by scope, by key, and below a parent that nobody reads.
CREATE INDEX "item_connection_id_scope_idx" ON "item"("connection_id", "scope");
CREATE INDEX "item_plain_key_idx" ON "item"(plain_form("key"));
CREATE INDEX "item_unread_parent_idx" ON "item"(plain_form("parent_key"))
  WHERE "parent_key" IS NOT NULL AND "parent_id" IS NULL;
