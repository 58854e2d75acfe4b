-- Entries become logs: what was one row a week or date is now one row an act, and the newest stands. Rows that are there
-- are the first acts.

-- AlterTable
ALTER TABLE "kpi_entry" DROP CONSTRAINT "kpi_entry_pkey",
ADD COLUMN     "id" BIGSERIAL NOT NULL,
ALTER COLUMN "value" DROP NOT NULL,
ALTER COLUMN "reason" DROP NOT NULL,
ADD CONSTRAINT "kpi_entry_pkey" PRIMARY KEY ("id");

-- AlterTable
ALTER TABLE "progress_entry" DROP CONSTRAINT "progress_entry_pkey",
ADD COLUMN     "id" BIGSERIAL NOT NULL,
ALTER COLUMN "progress" DROP NOT NULL,
ADD CONSTRAINT "progress_entry_pkey" PRIMARY KEY ("id");

-- CreateIndex
CREATE INDEX "kpi_entry_plan_id_kpi_id_week_id_idx" ON "kpi_entry"("plan_id", "kpi_id", "week", "id");

-- CreateIndex
CREATE INDEX "progress_entry_plan_id_deliverable_id_date_id_idx" ON "progress_entry"("plan_id", "deliverable_id", "date", "id");
