-- CreateEnum
CREATE TYPE "backfill_state" AS ENUM ('requested', 'running', 'downloading', 'done', 'failed');

-- CreateTable
CREATE TABLE "backfill" (
    "shop_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "state" "backfill_state" NOT NULL DEFAULT 'requested',
    "since" TIMESTAMPTZ(3),
    "search" TEXT NOT NULL,
    "operation_id" TEXT,
    "collected_at" TIMESTAMPTZ(3),
    "url" TEXT,
    "file_bytes" BIGINT,
    "byte_offset" BIGINT NOT NULL DEFAULT 0,
    "orders_total" INTEGER,
    "orders_seen" INTEGER NOT NULL DEFAULT 0,
    "orders_applied" INTEGER NOT NULL DEFAULT 0,
    "orders_refused" INTEGER NOT NULL DEFAULT 0,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "error_code" TEXT,
    "error_message" TEXT,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "backfill_pkey" PRIMARY KEY ("shop_id")
);

-- CreateTable
CREATE TABLE "reconciliation_run" (
    "shop_id" INTEGER NOT NULL,
    "run_id" BIGSERIAL NOT NULL,
    "window_from" TIMESTAMPTZ(3) NOT NULL,
    "window_to" TIMESTAMPTZ(3) NOT NULL,
    "seen" INTEGER NOT NULL DEFAULT 0,
    "missing" INTEGER NOT NULL DEFAULT 0,
    "stale" INTEGER NOT NULL DEFAULT 0,
    "repaired" INTEGER NOT NULL DEFAULT 0,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "error_code" TEXT,
    "error_message" TEXT,

    CONSTRAINT "reconciliation_run_pkey" PRIMARY KEY ("shop_id","run_id")
);

-- CreateTable
CREATE TABLE "channel_rule" (
    "shop_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "channel" TEXT NOT NULL,
    "conditions" JSONB NOT NULL,

    CONSTRAINT "channel_rule_pkey" PRIMARY KEY ("shop_id","position")
);

-- CreateTable
CREATE TABLE "utm_alias" (
    "shop_id" INTEGER NOT NULL,
    "source_key" TEXT NOT NULL,
    "medium_key" TEXT NOT NULL DEFAULT '',
    "campaign_key" TEXT NOT NULL DEFAULT '',
    "influencer_id" UUID NOT NULL,
    "collaboration_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "utm_alias_pkey" PRIMARY KEY ("shop_id","source_key","medium_key","campaign_key")
);

-- CreateTable
CREATE TABLE "touch_rebuild" (
    "shop_id" INTEGER NOT NULL,
    "order_id" BIGINT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "touch_rebuild_pkey" PRIMARY KEY ("shop_id","order_id")
);

-- CreateIndex
CREATE INDEX "utm_alias_shop_id_influencer_id_idx" ON "utm_alias"("shop_id", "influencer_id");

-- AddForeignKey
ALTER TABLE "utm_alias" ADD CONSTRAINT "utm_alias_shop_id_influencer_id_fkey" FOREIGN KEY ("shop_id", "influencer_id") REFERENCES "influencer"("shop_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
