-- AlterTable
ALTER TABLE "connection" ADD COLUMN     "derived_by" TEXT NOT NULL DEFAULT '';
