-- CreateTable
CREATE TABLE "device_upload" (
    "id" UUID NOT NULL,
    "device_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "content_type" TEXT,
    "bytes" INTEGER NOT NULL,
    "sealed" BYTEA NOT NULL,
    "ip" TEXT NOT NULL,
    "user_agent" TEXT,
    "count" INTEGER NOT NULL DEFAULT 1,
    "first_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "device_upload_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "learn_session" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "ip" TEXT,
    "mac_prefix" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "stopped_at" TIMESTAMPTZ(3),
    "started_by" TEXT NOT NULL,
    "requests" JSONB,

    CONSTRAINT "learn_session_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "device_upload_received_at_idx" ON "device_upload"("received_at");

-- CreateIndex
CREATE UNIQUE INDEX "device_upload_device_id_name_key" ON "device_upload"("device_id", "name");

-- CreateIndex
CREATE INDEX "learn_session_tenant_id_started_at_idx" ON "learn_session"("tenant_id", "started_at");

-- AddForeignKey
ALTER TABLE "device_upload" ADD CONSTRAINT "device_upload_device_id_fkey" FOREIGN KEY ("device_id") REFERENCES "device"("id") ON DELETE CASCADE ON UPDATE CASCADE;
