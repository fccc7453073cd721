-- CreateTable
CREATE TABLE "custom_template_version" (
    "id" BIGSERIAL NOT NULL,
    "tenant_id" UUID NOT NULL,
    "plugin_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "source" TEXT,
    "actor" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "custom_template_version_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "custom_template_version_tenant_id_plugin_id_name_id_idx" ON "custom_template_version"("tenant_id", "plugin_id", "name", "id");
