-- CreateTable
CREATE TABLE "tenant" (
    "id" UUID NOT NULL,
    "parent_id" UUID,
    "name" TEXT NOT NULL,
    "slug" TEXT,
    "provisioning_key" TEXT,
    "provisioning_key_hash" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tenant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "username" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "role" TEXT NOT NULL DEFAULT 'administrator',
    "locale" TEXT,
    "failed_attempts" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),
    "must_change_password" BOOLEAN NOT NULL DEFAULT false,
    "session_version" INTEGER NOT NULL DEFAULT 1,
    "last_sign_in_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_token" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "acl" TEXT[],
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "api_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "device" (
    "id" TEXT NOT NULL,
    "tenant_id" UUID NOT NULL,
    "body" JSON NOT NULL,
    "search" JSONB NOT NULL,
    "mac" TEXT,
    "ip" TEXT,
    "sn" TEXT,
    "uuid" TEXT,
    "vendor" TEXT,
    "model" TEXT,
    "version" TEXT,
    "plugin" TEXT,
    "config" TEXT,
    "configured" BOOLEAN NOT NULL DEFAULT false,
    "config_error" JSONB,
    "is_new" BOOLEAN NOT NULL,
    "remote_state_sip_username" TEXT,
    "revision" BIGINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "device_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "device_state" (
    "device_id" TEXT NOT NULL,
    "tenant_id" UUID NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3),
    "last_seen_via" TEXT,
    "last_user_agent" TEXT,
    "fetched_hash" TEXT,
    "fetched_at" TIMESTAMPTZ(3),
    "decision" JSONB,

    CONSTRAINT "device_state_pkey" PRIMARY KEY ("device_id")
);

-- CreateTable
CREATE TABLE "config" (
    "id" TEXT NOT NULL,
    "tenant_id" UUID NOT NULL,
    "body" JSON NOT NULL,
    "search" JSONB NOT NULL,
    "parent_ids" TEXT[],
    "role" TEXT,
    "transient" BOOLEAN NOT NULL DEFAULT false,
    "deletable" BOOLEAN NOT NULL DEFAULT true,
    "x_type" TEXT,
    "label" TEXT,
    "revision" BIGINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "config_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "line" (
    "config_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "tenant_id" UUID NOT NULL,
    "username" TEXT,
    "display_name" TEXT,
    "number" TEXT,
    "registrar_ip" TEXT,

    CONSTRAINT "line_pkey" PRIMARY KEY ("config_id","position")
);

-- CreateTable
CREATE TABLE "plugin" (
    "id" TEXT NOT NULL,
    "family" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "revision" TEXT NOT NULL,
    "source" TEXT NOT NULL DEFAULT 'bundled',
    "error" TEXT,
    "installed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "plugin_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "package" (
    "plugin_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "files" TEXT[],
    "info" JSONB NOT NULL,
    "installed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "package_pkey" PRIMARY KEY ("plugin_id","id")
);

-- CreateTable
CREATE TABLE "custom_template" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "plugin_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "error" JSONB,
    "revision" BIGINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "custom_template_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "operation" (
    "parent" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "tenant_id" UUID NOT NULL,
    "label" TEXT,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "current" BIGINT,
    "end" BIGINT,
    "subs" JSONB NOT NULL DEFAULT '[]',
    "error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "operation_pkey" PRIMARY KEY ("parent","number")
);

-- CreateTable
CREATE TABLE "operation_counter" (
    "parent" TEXT NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "operation_counter_pkey" PRIMARY KEY ("parent")
);

-- CreateTable
CREATE TABLE "setting" (
    "tenant_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "revision" BIGINT NOT NULL DEFAULT 0,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("tenant_id","key")
);

-- CreateTable
CREATE TABLE "phone_event" (
    "id" BIGSERIAL NOT NULL,
    "tenant_id" UUID NOT NULL,
    "device_id" TEXT,
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 1,
    "protocol" TEXT NOT NULL,
    "method" TEXT,
    "path" TEXT NOT NULL,
    "ip" TEXT NOT NULL,
    "user_agent" TEXT,
    "outcome" TEXT NOT NULL,
    "status" INTEGER,
    "bytes" BIGINT,
    "hash" TEXT,
    "detail" JSONB,

    CONSTRAINT "phone_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "security_event" (
    "id" BIGSERIAL NOT NULL,
    "tenant_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "kind" TEXT NOT NULL,
    "ip" TEXT,
    "device_id" TEXT,
    "user_id" UUID,
    "detail" JSONB,

    CONSTRAINT "security_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit" (
    "id" BIGSERIAL NOT NULL,
    "tenant_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "detail" JSONB,

    CONSTRAINT "audit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "process" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "pid" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "heartbeat_at" TIMESTAMPTZ(3) NOT NULL,
    "health" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "process_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "tenant_slug_key" ON "tenant"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "tenant_provisioning_key_hash_key" ON "tenant"("provisioning_key_hash");

-- CreateIndex
CREATE INDEX "tenant_parent_id_idx" ON "tenant"("parent_id");

-- CreateIndex
CREATE UNIQUE INDEX "user_username_key" ON "user"("username");

-- CreateIndex
CREATE INDEX "user_tenant_id_idx" ON "user"("tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_token_hash_key" ON "api_token"("hash");

-- CreateIndex
CREATE INDEX "api_token_tenant_id_idx" ON "api_token"("tenant_id");

-- CreateIndex
CREATE INDEX "device_tenant_id_idx" ON "device"("tenant_id");

-- CreateIndex
CREATE INDEX "device_created_at_id_idx" ON "device"("created_at", "id");

-- CreateIndex
CREATE INDEX "device_mac_idx" ON "device"("mac");

-- CreateIndex
CREATE INDEX "device_ip_idx" ON "device"("ip");

-- CreateIndex
CREATE INDEX "device_sn_idx" ON "device"("sn");

-- CreateIndex
CREATE INDEX "device_uuid_idx" ON "device"("uuid");

-- CreateIndex
CREATE INDEX "device_config_idx" ON "device"("config");

-- CreateIndex
CREATE INDEX "device_plugin_idx" ON "device"("plugin");

-- CreateIndex
CREATE INDEX "device_revision_idx" ON "device"("revision");

-- CreateIndex
CREATE INDEX "device_search_idx" ON "device" USING GIN ("search" jsonb_path_ops);

-- CreateIndex
CREATE INDEX "device_state_tenant_id_last_seen_at_idx" ON "device_state"("tenant_id", "last_seen_at");

-- CreateIndex
CREATE INDEX "config_tenant_id_idx" ON "config"("tenant_id");

-- CreateIndex
CREATE INDEX "config_created_at_id_idx" ON "config"("created_at", "id");

-- CreateIndex
CREATE INDEX "config_parent_ids_idx" ON "config" USING GIN ("parent_ids");

-- CreateIndex
CREATE INDEX "config_role_idx" ON "config"("role");

-- CreateIndex
CREATE INDEX "config_x_type_idx" ON "config"("x_type");

-- CreateIndex
CREATE INDEX "config_revision_idx" ON "config"("revision");

-- CreateIndex
CREATE INDEX "config_search_idx" ON "config" USING GIN ("search" jsonb_path_ops);

-- CreateIndex
CREATE INDEX "line_tenant_id_number_idx" ON "line"("tenant_id", "number");

-- CreateIndex
CREATE INDEX "line_username_idx" ON "line"("username");

-- CreateIndex
CREATE UNIQUE INDEX "custom_template_tenant_id_plugin_id_name_key" ON "custom_template"("tenant_id", "plugin_id", "name");

-- CreateIndex
CREATE INDEX "operation_finished_at_idx" ON "operation"("finished_at");

-- CreateIndex
CREATE INDEX "phone_event_device_id_id_idx" ON "phone_event"("device_id", "id");

-- CreateIndex
CREATE INDEX "phone_event_tenant_id_id_idx" ON "phone_event"("tenant_id", "id");

-- CreateIndex
CREATE INDEX "phone_event_outcome_id_idx" ON "phone_event"("outcome", "id");

-- CreateIndex
CREATE INDEX "phone_event_last_at_idx" ON "phone_event"("last_at");

-- CreateIndex
CREATE INDEX "security_event_tenant_id_id_idx" ON "security_event"("tenant_id", "id");

-- CreateIndex
CREATE INDEX "security_event_at_idx" ON "security_event"("at");

-- CreateIndex
CREATE INDEX "audit_tenant_id_id_idx" ON "audit"("tenant_id", "id");

-- CreateIndex
CREATE INDEX "audit_target_id_idx" ON "audit"("target", "id");

-- CreateIndex
CREATE INDEX "audit_at_idx" ON "audit"("at");

-- CreateIndex
CREATE INDEX "process_kind_heartbeat_at_idx" ON "process"("kind", "heartbeat_at");

-- AddForeignKey
ALTER TABLE "tenant" ADD CONSTRAINT "tenant_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user" ADD CONSTRAINT "user_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "line" ADD CONSTRAINT "line_config_id_fkey" FOREIGN KEY ("config_id") REFERENCES "config"("id") ON DELETE CASCADE ON UPDATE CASCADE;



-- Revisions of devices, configs, templates and settings: one sequence, so that "what changed since" is one number.
CREATE SEQUENCE "offhook_revision";
