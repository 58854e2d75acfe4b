-- AlterTable
ALTER TABLE "release" ADD COLUMN     "planned_at" TIMESTAMPTZ(3);
