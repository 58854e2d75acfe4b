-- What completeness needs: ranges, staging, census, tombstones of every kind, webhooks, quota and what stands beside items.

-- AlterTable
ALTER TABLE "connection" ADD COLUMN "quota_share" DOUBLE PRECISION NOT NULL DEFAULT 0.5;

-- AlterTable
ALTER TABLE "scope_state" ADD COLUMN "loaded_at" TIMESTAMPTZ(3),
ADD COLUMN "counted_at" TIMESTAMPTZ(3),
ADD COLUMN "census_at" TIMESTAMPTZ(3),
ADD COLUMN "entries" INTEGER,
ADD COLUMN "matched" INTEGER;
-- What was synced once is whole.
UPDATE "scope_state" SET "loaded_at" = "synced_at";

-- AlterTable
ALTER TABLE "sync_scope" DROP COLUMN "pages",
ADD COLUMN "phase" TEXT NOT NULL DEFAULT 'begin',
ADD COLUMN "is_staged" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "added" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "entries" INTEGER,
ADD COLUMN "matched" INTEGER,
ADD COLUMN "is_proven" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "trouble" JSONB,
ADD COLUMN "failing_since" TIMESTAMPTZ(3);
-- A walk under way has no ranges: it begins again.
UPDATE "sync_scope" SET "cursor" = NULL WHERE "status" IN ('queued', 'running', 'failed');

-- AlterTable
ALTER TABLE "item" ADD COLUMN "sprints" JSONB,
ADD COLUMN "links" JSONB,
ADD COLUMN "observed_at" TIMESTAMPTZ(3);
UPDATE "item" SET "observed_at" = "changed_at";
ALTER TABLE "item" ALTER COLUMN "observed_at" SET NOT NULL;

-- CreateTable
CREATE TABLE "sync_range" (
    "sync_id" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "is_done" BOOLEAN NOT NULL DEFAULT false,
    "cursor" JSONB,
    "mark" JSONB,
    "pages" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "sync_range_pkey" PRIMARY KEY ("sync_id","scope","number")
);

-- CreateTable
CREATE TABLE "staged_item" (
    "sync_id" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "row" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "observed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "staged_item_pkey" PRIMARY KEY ("sync_id","scope","key")
);

-- CreateTable
CREATE TABLE "census_entry" (
    "sync_id" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3),

    CONSTRAINT "census_entry_pkey" PRIMARY KEY ("sync_id","scope","key")
);

-- CreateTable
CREATE TABLE "wanted_item" (
    "connection_id" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "wanted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "wanted_item_pkey" PRIMARY KEY ("connection_id","scope","key")
);

-- CreateTable
CREATE TABLE "item_move" (
    "connection_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "status" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "resolution" TEXT,

    CONSTRAINT "item_move_pkey" PRIMARY KEY ("connection_id","key","id")
);

-- CreateTable
CREATE TABLE "sprint" (
    "connection_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "start_at" TIMESTAMPTZ(3),
    "end_at" TIMESTAMPTZ(3),
    "completed_at" TIMESTAMPTZ(3),

    CONSTRAINT "sprint_pkey" PRIMARY KEY ("connection_id","id")
);

-- CreateTable
CREATE TABLE "release" (
    "connection_id" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "released_at" TIMESTAMPTZ(3),
    "is_prerelease" BOOLEAN NOT NULL,
    "url" TEXT,

    CONSTRAINT "release_pkey" PRIMARY KEY ("connection_id","scope","id")
);

-- CreateTable
CREATE TABLE "deployment" (
    "connection_id" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "environment" TEXT NOT NULL,
    "is_production" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "succeeded_at" TIMESTAMPTZ(3),
    "failed_at" TIMESTAMPTZ(3),

    CONSTRAINT "deployment_pkey" PRIMARY KEY ("connection_id","scope","id")
);

-- CreateTable
CREATE TABLE "first_review" (
    "connection_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3),
    "asked_for" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "first_review_pkey" PRIMARY KEY ("connection_id","key")
);

-- CreateTable
CREATE TABLE "side_state" (
    "connection_id" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "stream" TEXT NOT NULL,
    "mark" JSONB,
    "cursor" JSONB,
    "read_at" TIMESTAMPTZ(3),
    "is_due" BOOLEAN NOT NULL DEFAULT true,
    "requests" INTEGER NOT NULL DEFAULT 0,
    "error" JSONB,

    CONSTRAINT "side_state_pkey" PRIMARY KEY ("connection_id","scope","stream")
);

-- CreateTable
CREATE TABLE "webhook_delivery" (
    "connection_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "body" BYTEA,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_delivery_pkey" PRIMARY KEY ("connection_id","id")
);

-- CreateTable
CREATE TABLE "webhook_hook" (
    "connection_id" TEXT NOT NULL,
    "hook_id" TEXT NOT NULL,
    "scope" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "asked_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_hook_pkey" PRIMARY KEY ("connection_id","hook_id")
);

-- CreateTable
CREATE TABLE "quota_window" (
    "connection_id" TEXT NOT NULL,
    "resource" TEXT NOT NULL,
    "window_limit" INTEGER,
    "remaining" INTEGER,
    "reset_at" TIMESTAMPTZ(3),
    "paused_until" TIMESTAMPTZ(3),

    CONSTRAINT "quota_window_pkey" PRIMARY KEY ("connection_id","resource")
);

-- CreateIndex
CREATE INDEX "item_connection_id_source_id_idx" ON "item"("connection_id", "source_id");

-- CreateIndex
CREATE INDEX "webhook_delivery_received_at_idx" ON "webhook_delivery"("received_at");

-- AddForeignKey
ALTER TABLE "sync_range" ADD CONSTRAINT "sync_range_sync_id_fkey" FOREIGN KEY ("sync_id") REFERENCES "sync"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staged_item" ADD CONSTRAINT "staged_item_sync_id_fkey" FOREIGN KEY ("sync_id") REFERENCES "sync"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "census_entry" ADD CONSTRAINT "census_entry_sync_id_fkey" FOREIGN KEY ("sync_id") REFERENCES "sync"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "wanted_item" ADD CONSTRAINT "wanted_item_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "item_move" ADD CONSTRAINT "item_move_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sprint" ADD CONSTRAINT "sprint_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "release" ADD CONSTRAINT "release_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deployment" ADD CONSTRAINT "deployment_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "first_review" ADD CONSTRAINT "first_review_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "side_state" ADD CONSTRAINT "side_state_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_hook" ADD CONSTRAINT "webhook_hook_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quota_window" ADD CONSTRAINT "quota_window_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;
