-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "inbox_status" AS ENUM ('pending', 'done', 'parked');

-- CreateEnum
CREATE TYPE "influencer_status" AS ENUM ('active', 'paused', 'archived');

-- CreateEnum
CREATE TYPE "collaboration_status" AS ENUM ('provisioning', 'active', 'paused', 'ended');

-- CreateEnum
CREATE TYPE "shopify_object_kind" AS ENUM ('discount', 'page', 'redirect');

-- CreateEnum
CREATE TYPE "shopify_object_state" AS ENUM ('intended', 'live', 'off', 'missing', 'failed');

-- CreateTable
CREATE TABLE "attribution_due" (
    "shop_id" INTEGER NOT NULL,
    "order_id" BIGINT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "attribution_due_pkey" PRIMARY KEY ("shop_id","order_id")
);

-- CreateTable
CREATE TABLE "attributed_order" (
    "shop_id" INTEGER NOT NULL,
    "order_id" BIGINT NOT NULL,
    "day" DATE NOT NULL,
    "currency" TEXT NOT NULL,
    "net_minor" BIGINT NOT NULL,
    "counted" INTEGER NOT NULL,
    "new_customer" BOOLEAN,
    "settings_version" INTEGER NOT NULL,

    CONSTRAINT "attributed_order_pkey" PRIMARY KEY ("shop_id","order_id")
);

-- CreateTable
CREATE TABLE "credit" (
    "shop_id" INTEGER NOT NULL,
    "order_id" BIGINT NOT NULL,
    "touchpoint_id" BIGINT NOT NULL,
    "position" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "channel" TEXT NOT NULL,
    "influencer_id" UUID,
    "collaboration_id" UUID,
    "first_touch" BIGINT NOT NULL,
    "last_touch" BIGINT NOT NULL,
    "linear" BIGINT NOT NULL,

    CONSTRAINT "credit_pkey" PRIMARY KEY ("shop_id","order_id","touchpoint_id")
);

-- CreateTable
CREATE TABLE "cost" (
    "shop_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "collaboration_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "incurred_on" DATE NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "shop_minor" BIGINT NOT NULL,
    "exchange_rate" TEXT,
    "note" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "cost_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "customer" (
    "shop_id" INTEGER NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "email_hash" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "customer_pkey" PRIMARY KEY ("shop_id","customer_id")
);

-- CreateTable
CREATE TABLE "order" (
    "shop_id" INTEGER NOT NULL,
    "order_id" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "customer_id" BIGINT,
    "test" BOOLEAN NOT NULL,
    "source_name" TEXT,
    "financial_status" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "processed_at" TIMESTAMPTZ(3) NOT NULL,
    "source_updated_at" TIMESTAMPTZ(3) NOT NULL,
    "source_rank" TEXT NOT NULL DEFAULT '',
    "cancelled_at" TIMESTAMPTZ(3),
    "currency" TEXT NOT NULL,
    "presentment_currency" TEXT NOT NULL,
    "taxes_included" BOOLEAN NOT NULL,
    "total_minor" BIGINT NOT NULL,
    "presentment_total_minor" BIGINT NOT NULL,
    "discount_minor" BIGINT NOT NULL,
    "tax_minor" BIGINT NOT NULL,
    "shipping_minor" BIGINT NOT NULL,
    "tip_minor" BIGINT NOT NULL,
    "cart_token" TEXT,
    "checkout_token" TEXT,
    "landing_site" TEXT,
    "referring_site" TEXT,
    "attributes" JSONB NOT NULL,
    "erased_at" TIMESTAMPTZ(3),
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "order_pkey" PRIMARY KEY ("shop_id","order_id")
);

-- CreateTable
CREATE TABLE "order_line" (
    "shop_id" INTEGER NOT NULL,
    "order_id" BIGINT NOT NULL,
    "line_id" BIGINT NOT NULL,
    "position" INTEGER NOT NULL,
    "product_id" BIGINT,
    "variant_id" BIGINT,
    "title" TEXT NOT NULL,
    "sku" TEXT,
    "quantity" INTEGER NOT NULL,
    "current_quantity" INTEGER NOT NULL,
    "unit_price_minor" BIGINT NOT NULL,
    "discount_minor" BIGINT NOT NULL,
    "tax_minor" BIGINT NOT NULL,
    "presentment_unit_price_minor" BIGINT NOT NULL,
    "presentment_discount_minor" BIGINT NOT NULL,
    "presentment_tax_minor" BIGINT NOT NULL,
    "is_gift_card" BOOLEAN NOT NULL,

    CONSTRAINT "order_line_pkey" PRIMARY KEY ("shop_id","order_id","line_id")
);

-- CreateTable
CREATE TABLE "order_discount_code" (
    "shop_id" INTEGER NOT NULL,
    "order_id" BIGINT NOT NULL,
    "position" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "code_key" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,

    CONSTRAINT "order_discount_code_pkey" PRIMARY KEY ("shop_id","order_id","position")
);

-- CreateTable
CREATE TABLE "refund" (
    "shop_id" INTEGER NOT NULL,
    "refund_id" BIGINT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "processed_at" TIMESTAMPTZ(3) NOT NULL,
    "paid_back_minor" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,

    CONSTRAINT "refund_pkey" PRIMARY KEY ("shop_id","refund_id")
);

-- CreateTable
CREATE TABLE "refund_line" (
    "shop_id" INTEGER NOT NULL,
    "refund_id" BIGINT NOT NULL,
    "refund_line_id" BIGINT NOT NULL,
    "line_id" BIGINT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "restock_type" TEXT NOT NULL,
    "subtotal_minor" BIGINT NOT NULL,
    "tax_minor" BIGINT NOT NULL,

    CONSTRAINT "refund_line_pkey" PRIMARY KEY ("shop_id","refund_id","refund_line_id")
);

-- CreateTable
CREATE TABLE "refund_adjustment" (
    "shop_id" INTEGER NOT NULL,
    "refund_id" BIGINT NOT NULL,
    "adjustment_id" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "tax_minor" BIGINT NOT NULL,

    CONSTRAINT "refund_adjustment_pkey" PRIMARY KEY ("shop_id","refund_id","adjustment_id")
);

-- CreateTable
CREATE TABLE "touchpoint" (
    "shop_id" INTEGER NOT NULL,
    "touchpoint_id" BIGSERIAL NOT NULL,
    "source_key" TEXT NOT NULL,
    "order_id" BIGINT,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "influencer_id" UUID,
    "collaboration_id" UUID,
    "utm_source" TEXT,
    "utm_medium" TEXT,
    "utm_campaign" TEXT,
    "utm_content" TEXT,
    "utm_term" TEXT,
    "referrer_host" TEXT,
    "landing_path" TEXT,
    "code" TEXT,
    "evidence" TEXT NOT NULL,

    CONSTRAINT "touchpoint_pkey" PRIMARY KEY ("shop_id","touchpoint_id")
);

-- CreateTable
CREATE TABLE "inbox_message" (
    "shop_id" INTEGER NOT NULL,
    "webhook_id" TEXT NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "topic" TEXT NOT NULL,
    "event_id" TEXT,
    "api_version" TEXT NOT NULL,
    "triggered_at" TIMESTAMPTZ(3),
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "body" BYTEA,
    "status" "inbox_status" NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "not_before" TIMESTAMPTZ(3),
    "order_id" BIGINT,
    "error_code" TEXT,
    "error_message" TEXT,
    "processed_at" TIMESTAMPTZ(3),

    CONSTRAINT "inbox_message_pkey" PRIMARY KEY ("shop_id","webhook_id")
);

-- CreateTable
CREATE TABLE "influencer" (
    "shop_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "email" TEXT,
    "niche" TEXT NOT NULL DEFAULT '',
    "notes" TEXT NOT NULL DEFAULT '',
    "status" "influencer_status" NOT NULL DEFAULT 'active',
    "followers" BIGINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "influencer_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "influencer_platform" (
    "shop_id" INTEGER NOT NULL,
    "influencer_id" UUID NOT NULL,
    "platform" TEXT NOT NULL,
    "handle" TEXT NOT NULL,
    "followers" BIGINT NOT NULL,
    "url" TEXT,

    CONSTRAINT "influencer_platform_pkey" PRIMARY KEY ("shop_id","influencer_id","platform","handle")
);

-- CreateTable
CREATE TABLE "campaign" (
    "shop_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "goal" TEXT NOT NULL,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE,
    "currency" TEXT NOT NULL,
    "budget_minor" BIGINT,
    "target_cpa_minor" BIGINT,
    "target_roas_hundredths" INTEGER,
    "utm_campaign" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "campaign_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "collaboration" (
    "shop_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "influencer_id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "status" "collaboration_status" NOT NULL DEFAULT 'provisioning',
    "platform" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "offer" JSONB NOT NULL,
    "welcome_text" TEXT NOT NULL DEFAULT '',
    "featured_product_ids" JSONB NOT NULL DEFAULT '[]',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "collaboration_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "discount_code" (
    "shop_id" INTEGER NOT NULL,
    "code_key" TEXT NOT NULL,
    "collaboration_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "adopted" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "discount_code_pkey" PRIMARY KEY ("shop_id","code_key")
);

-- CreateTable
CREATE TABLE "landing_page" (
    "shop_id" INTEGER NOT NULL,
    "collaboration_id" UUID NOT NULL,
    "handle" TEXT NOT NULL,

    CONSTRAINT "landing_page_pkey" PRIMARY KEY ("shop_id","collaboration_id")
);

-- CreateTable
CREATE TABLE "tracking_link" (
    "shop_id" INTEGER NOT NULL,
    "slug" TEXT NOT NULL,
    "collaboration_id" UUID NOT NULL,
    "destination" TEXT NOT NULL,
    "utm_source" TEXT,
    "utm_medium" TEXT,
    "utm_campaign" TEXT,
    "utm_content" TEXT,
    "utm_term" TEXT,

    CONSTRAINT "tracking_link_pkey" PRIMARY KEY ("shop_id","slug")
);

-- CreateTable
CREATE TABLE "shopify_object" (
    "shop_id" INTEGER NOT NULL,
    "collaboration_id" UUID NOT NULL,
    "kind" "shopify_object_kind" NOT NULL,
    "state" "shopify_object_state" NOT NULL DEFAULT 'intended',
    "gid" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "error_code" TEXT,
    "error_message" TEXT,
    "checked_at" TIMESTAMPTZ(3),

    CONSTRAINT "shopify_object_pkey" PRIMARY KEY ("shop_id","collaboration_id","kind")
);

-- CreateTable
CREATE TABLE "privacy_request" (
    "shop_id" INTEGER NOT NULL,
    "webhook_id" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "done_at" TIMESTAMPTZ(3),
    "result" JSONB,

    CONSTRAINT "privacy_request_pkey" PRIMARY KEY ("shop_id","webhook_id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "shop" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "is_online" BOOLEAN NOT NULL DEFAULT false,
    "scope" TEXT,
    "expires" TIMESTAMPTZ(3),
    "access_token" TEXT NOT NULL,
    "user_id" BIGINT,
    "first_name" TEXT,
    "last_name" TEXT,
    "email" TEXT,
    "account_owner" BOOLEAN,
    "locale" TEXT,
    "collaborator" BOOLEAN,
    "email_verified" BOOLEAN,
    "refresh_token" TEXT,
    "refresh_token_expires" TIMESTAMPTZ(3),

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shop" (
    "id" SERIAL NOT NULL,
    "domain" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "email" TEXT,
    "primary_url" TEXT NOT NULL,
    "currency" TEXT NOT NULL DEFAULT 'USD',
    "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    "scopes" TEXT NOT NULL DEFAULT '',
    "installed_at" TIMESTAMPTZ(3),
    "uninstalled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "shop_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shop_settings" (
    "shop_id" INTEGER NOT NULL,
    "default_model" TEXT NOT NULL,
    "influencer_window_days" INTEGER NOT NULL,
    "other_window_days" INTEGER NOT NULL,
    "code_template" TEXT NOT NULL,
    "code_prefix" TEXT NOT NULL,
    "utm_source" TEXT NOT NULL,
    "utm_medium" TEXT NOT NULL,
    "utm_campaign" TEXT NOT NULL,
    "utm_content" TEXT NOT NULL,
    "utm_term" TEXT NOT NULL,
    "tier_thresholds" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "shop_settings_pkey" PRIMARY KEY ("shop_id")
);

-- CreateIndex
CREATE INDEX "attributed_order_shop_id_day_idx" ON "attributed_order"("shop_id", "day");

-- CreateIndex
CREATE INDEX "credit_shop_id_day_idx" ON "credit"("shop_id", "day");

-- CreateIndex
CREATE INDEX "credit_shop_id_influencer_id_day_idx" ON "credit"("shop_id", "influencer_id", "day");

-- CreateIndex
CREATE INDEX "credit_shop_id_collaboration_id_idx" ON "credit"("shop_id", "collaboration_id");

-- CreateIndex
CREATE INDEX "cost_shop_id_incurred_on_idx" ON "cost"("shop_id", "incurred_on");

-- CreateIndex
CREATE INDEX "cost_shop_id_collaboration_id_idx" ON "cost"("shop_id", "collaboration_id");

-- CreateIndex
CREATE INDEX "customer_shop_id_email_hash_idx" ON "customer"("shop_id", "email_hash");

-- CreateIndex
CREATE INDEX "order_shop_id_processed_at_idx" ON "order"("shop_id", "processed_at");

-- CreateIndex
CREATE INDEX "order_shop_id_customer_id_processed_at_idx" ON "order"("shop_id", "customer_id", "processed_at");

-- CreateIndex
CREATE INDEX "order_discount_code_shop_id_code_key_idx" ON "order_discount_code"("shop_id", "code_key");

-- CreateIndex
CREATE INDEX "refund_shop_id_order_id_idx" ON "refund"("shop_id", "order_id");

-- CreateIndex
CREATE INDEX "touchpoint_shop_id_order_id_idx" ON "touchpoint"("shop_id", "order_id");

-- CreateIndex
CREATE UNIQUE INDEX "touchpoint_shop_id_source_key_key" ON "touchpoint"("shop_id", "source_key");

-- CreateIndex
CREATE INDEX "inbox_message_shop_id_order_id_idx" ON "inbox_message"("shop_id", "order_id");

-- CreateIndex
CREATE INDEX "influencer_shop_id_name_idx" ON "influencer"("shop_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "influencer_shop_id_slug_key" ON "influencer"("shop_id", "slug");

-- CreateIndex
CREATE UNIQUE INDEX "campaign_shop_id_utm_campaign_key" ON "campaign"("shop_id", "utm_campaign");

-- CreateIndex
CREATE INDEX "collaboration_shop_id_influencer_id_idx" ON "collaboration"("shop_id", "influencer_id");

-- CreateIndex
CREATE INDEX "collaboration_shop_id_status_idx" ON "collaboration"("shop_id", "status");

-- CreateIndex
CREATE UNIQUE INDEX "collaboration_shop_id_campaign_id_influencer_id_key" ON "collaboration"("shop_id", "campaign_id", "influencer_id");

-- CreateIndex
CREATE INDEX "discount_code_shop_id_collaboration_id_idx" ON "discount_code"("shop_id", "collaboration_id");

-- CreateIndex
CREATE UNIQUE INDEX "landing_page_shop_id_handle_key" ON "landing_page"("shop_id", "handle");

-- CreateIndex
CREATE UNIQUE INDEX "tracking_link_shop_id_collaboration_id_key" ON "tracking_link"("shop_id", "collaboration_id");

-- CreateIndex
CREATE INDEX "shopify_object_shop_id_kind_gid_idx" ON "shopify_object"("shop_id", "kind", "gid");

-- CreateIndex
CREATE INDEX "session_shop_idx" ON "session"("shop");

-- CreateIndex
CREATE UNIQUE INDEX "shop_domain_key" ON "shop"("domain");

-- AddForeignKey
ALTER TABLE "influencer_platform" ADD CONSTRAINT "influencer_platform_shop_id_influencer_id_fkey" FOREIGN KEY ("shop_id", "influencer_id") REFERENCES "influencer"("shop_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "collaboration" ADD CONSTRAINT "collaboration_shop_id_influencer_id_fkey" FOREIGN KEY ("shop_id", "influencer_id") REFERENCES "influencer"("shop_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "collaboration" ADD CONSTRAINT "collaboration_shop_id_campaign_id_fkey" FOREIGN KEY ("shop_id", "campaign_id") REFERENCES "campaign"("shop_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "discount_code" ADD CONSTRAINT "discount_code_shop_id_collaboration_id_fkey" FOREIGN KEY ("shop_id", "collaboration_id") REFERENCES "collaboration"("shop_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "landing_page" ADD CONSTRAINT "landing_page_shop_id_collaboration_id_fkey" FOREIGN KEY ("shop_id", "collaboration_id") REFERENCES "collaboration"("shop_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tracking_link" ADD CONSTRAINT "tracking_link_shop_id_collaboration_id_fkey" FOREIGN KEY ("shop_id", "collaboration_id") REFERENCES "collaboration"("shop_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shopify_object" ADD CONSTRAINT "shopify_object_shop_id_collaboration_id_fkey" FOREIGN KEY ("shop_id", "collaboration_id") REFERENCES "collaboration"("shop_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;


-- Webhook bodies are kept as they came: compressing them would cost more than half of the door's speed.
ALTER TABLE "inbox_message" ALTER COLUMN "body" SET STORAGE EXTERNAL;

-- What intake takes next, and what staff must look at.
CREATE INDEX "inbox_message_pending" ON "inbox_message"("shop_id", "seq") WHERE "status" = 'pending';
CREATE INDEX "inbox_message_parked" ON "inbox_message"("shop_id", "seq") WHERE "status" = 'parked';

-- Bodies that housekeeping has yet to forget.
CREATE INDEX "inbox_message_bodies" ON "inbox_message"("processed_at") WHERE "status" = 'done' AND "body" IS NOT NULL;

-- A name and an e-mail are one person, however they are written.
CREATE UNIQUE INDEX "influencer_identity_key" ON "influencer"("shop_id", lower("name"), lower(coalesce("email", '')));
