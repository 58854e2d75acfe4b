-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "connection" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "base_url" TEXT NOT NULL,
    "deployment" TEXT NOT NULL DEFAULT 'cloud',
    "auth" TEXT NOT NULL,
    "scopes" TEXT[],
    "status_overrides" JSONB NOT NULL DEFAULT '{}',
    "resolution_overrides" JSONB NOT NULL DEFAULT '{}',
    "estimate_field" TEXT,
    "webhook_secret" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "connection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "scope_state" (
    "connection_id" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "mark" JSONB,
    "synced_at" TIMESTAMPTZ(3),

    CONSTRAINT "scope_state_pkey" PRIMARY KEY ("connection_id","scope")
);

-- CreateTable
CREATE TABLE "sync" (
    "id" TEXT NOT NULL,
    "connection_id" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "sync_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sync_scope" (
    "sync_id" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "since" JSONB,
    "cursor" JSONB,
    "mark" JSONB,
    "pages" INTEGER NOT NULL DEFAULT 0,
    "fetched" INTEGER NOT NULL DEFAULT 0,
    "saved" INTEGER NOT NULL DEFAULT 0,
    "removed" INTEGER NOT NULL DEFAULT 0,
    "requests" INTEGER NOT NULL DEFAULT 0,
    "expected" INTEGER,
    "quarantined" JSONB NOT NULL DEFAULT '[]',
    "error" JSONB,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "sync_scope_pkey" PRIMARY KEY ("sync_id","scope")
);

-- CreateTable
CREATE TABLE "item" (
    "id" BIGSERIAL NOT NULL,
    "connection_id" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "source_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "is_subtask" BOOLEAN NOT NULL,
    "title" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "resolution" TEXT,
    "ended_at" TIMESTAMPTZ(3),
    "category_changed_at" TIMESTAMPTZ(3),
    "history" JSONB,
    "parent_key" TEXT,
    "labels" TEXT[],
    "components" TEXT[],
    "milestones" TEXT[],
    "assignee" TEXT,
    "author" TEXT,
    "estimate" DOUBLE PRECISION,
    "mentions" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "content_hash" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "done_at" TIMESTAMPTZ(3),
    "dropped_at" TIMESTAMPTZ(3),
    "timeline" JSONB NOT NULL,
    "parent_id" BIGINT,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "tombstone_kind" TEXT,
    "tombstone_at" TIMESTAMPTZ(3),
    "moved_to" TEXT,

    CONSTRAINT "item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mention" (
    "item_id" BIGINT NOT NULL,
    "tool" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "via" TEXT NOT NULL,

    CONSTRAINT "mention_pkey" PRIMARY KEY ("item_id","tool","key")
);

-- CreateTable
CREATE TABLE "item_reference" (
    "item_id" BIGINT NOT NULL,
    "target_id" BIGINT NOT NULL,
    "via" TEXT NOT NULL,

    CONSTRAINT "item_reference_pkey" PRIMARY KEY ("item_id","target_id")
);

-- CreateTable
CREATE TABLE "dirty_item" (
    "item_id" BIGINT NOT NULL,

    CONSTRAINT "dirty_item_pkey" PRIMARY KEY ("item_id")
);

-- CreateTable
CREATE TABLE "dirty_link" (
    "plan_id" TEXT NOT NULL,
    "item_id" BIGINT NOT NULL,

    CONSTRAINT "dirty_link_pkey" PRIMARY KEY ("plan_id","item_id")
);

-- CreateTable
CREATE TABLE "plan" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "settled_version" INTEGER NOT NULL DEFAULT 0,
    "settled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "plan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plan_version" (
    "plan_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "format" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "author" TEXT,
    "message" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "plan_version_pkey" PRIMARY KEY ("plan_id","version")
);

-- CreateTable
CREATE TABLE "link" (
    "plan_id" TEXT NOT NULL,
    "item_id" BIGINT NOT NULL,
    "deliverable" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "conflicts" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "link_pkey" PRIMARY KEY ("plan_id","item_id")
);

-- CreateTable
CREATE TABLE "weekly_report" (
    "plan_id" TEXT NOT NULL,
    "week" TEXT NOT NULL,
    "plan_version" INTEGER NOT NULL,
    "report" JSONB NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "weekly_report_pkey" PRIMARY KEY ("plan_id","week")
);

-- CreateTable
CREATE TABLE "kpi_entry" (
    "plan_id" TEXT NOT NULL,
    "kpi_id" TEXT NOT NULL,
    "week" TEXT NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,
    "reason" TEXT NOT NULL,
    "until" TEXT,
    "author" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "kpi_entry_pkey" PRIMARY KEY ("plan_id","kpi_id","week")
);

-- CreateTable
CREATE TABLE "progress_entry" (
    "plan_id" TEXT NOT NULL,
    "deliverable_id" TEXT NOT NULL,
    "date" TEXT NOT NULL,
    "progress" DOUBLE PRECISION NOT NULL,
    "note" TEXT,
    "author" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "progress_entry_pkey" PRIMARY KEY ("plan_id","deliverable_id","date")
);

-- CreateTable
CREATE TABLE "token" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "hub_state" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "revision" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "hub_state_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "sync_connection_id_created_at_idx" ON "sync"("connection_id", "created_at");

-- CreateIndex
CREATE INDEX "sync_status_idx" ON "sync"("status");

-- CreateIndex
CREATE INDEX "item_changed_at_id_idx" ON "item"("changed_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "item_connection_id_key_key" ON "item"("connection_id", "key");

-- CreateIndex
CREATE INDEX "mention_tool_key_idx" ON "mention"("tool", "key");

-- CreateIndex
CREATE INDEX "item_reference_target_id_idx" ON "item_reference"("target_id");

-- CreateIndex
CREATE INDEX "link_item_id_idx" ON "link"("item_id");

-- CreateIndex
CREATE UNIQUE INDEX "token_hash_key" ON "token"("hash");

-- AddForeignKey
ALTER TABLE "scope_state" ADD CONSTRAINT "scope_state_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sync" ADD CONSTRAINT "sync_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sync_scope" ADD CONSTRAINT "sync_scope_sync_id_fkey" FOREIGN KEY ("sync_id") REFERENCES "sync"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "item" ADD CONSTRAINT "item_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_version" ADD CONSTRAINT "plan_version_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma's schema language cannot say: indexes over a part of a table, which cost nothing for other rows.

-- Children that wait for, or follow, a parent.
CREATE INDEX "item_parent_key_idx" ON "item"("connection_id", "parent_key") WHERE "parent_key" IS NOT NULL;
CREATE INDEX "item_parent_id_idx" ON "item"("parent_id") WHERE "parent_id" IS NOT NULL;

-- The one row of hub_state.
INSERT INTO "hub_state" ("id", "revision") VALUES (1, 0);
