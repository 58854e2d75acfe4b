-- AlterTable
ALTER TABLE "hub_state" ADD COLUMN     "side_revision" BIGINT NOT NULL DEFAULT 0;
