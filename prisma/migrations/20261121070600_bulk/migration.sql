-- CreateTable
CREATE TABLE "bulk_job" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "operation" INTEGER NOT NULL,
    "caller" JSONB NOT NULL,
    "mode" TEXT NOT NULL,
    "dry_run" BOOLEAN NOT NULL,
    "total" INTEGER NOT NULL,
    "input" TEXT,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "bulk_job_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bulk_result" (
    "job_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "ok" BOOLEAN NOT NULL,
    "action" TEXT,
    "device_id" TEXT,
    "mac" TEXT,
    "problems" JSONB,

    CONSTRAINT "bulk_result_pkey" PRIMARY KEY ("job_id","position")
);

-- CreateIndex
CREATE INDEX "bulk_job_tenant_id_created_at_idx" ON "bulk_job"("tenant_id", "created_at");

-- AddForeignKey
ALTER TABLE "bulk_result" ADD CONSTRAINT "bulk_result_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "bulk_job"("id") ON DELETE CASCADE ON UPDATE CASCADE;
