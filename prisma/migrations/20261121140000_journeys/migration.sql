-- AlterTable
ALTER TABLE "touchpoint" ADD COLUMN     "click_id" UUID,
ADD COLUMN     "joined_by" TEXT,
ADD COLUMN     "sources" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "visitor_id" UUID;

-- AlterTable
ALTER TABLE "tracking_link" ADD COLUMN     "applies_code" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "expires_at" TIMESTAMPTZ(3),
ADD COLUMN     "fallback" TEXT,
ADD COLUMN     "health" TEXT,
ADD COLUMN     "health_checked_at" TIMESTAMPTZ(3),
ADD COLUMN     "health_note" TEXT;

-- AlterTable
ALTER TABLE "shop_settings" ADD COLUMN     "survey_attribute" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "link_click" (
    "shop_id" INTEGER NOT NULL,
    "click_id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "agent" TEXT NOT NULL,
    "door" TEXT NOT NULL,
    "destination" TEXT NOT NULL,
    "visitor_id" UUID,
    "referrer_host" TEXT,
    "device" TEXT,
    "in_app" TEXT,
    "ad_click" TEXT,

    CONSTRAINT "link_click_pkey" PRIMARY KEY ("shop_id","click_id")
);

-- CreateTable
CREATE TABLE "pixel_event" (
    "shop_id" INTEGER NOT NULL,
    "event_id" TEXT NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "type" TEXT NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "visitor_id" UUID,
    "url" TEXT NOT NULL,
    "referrer" TEXT,
    "product_id" BIGINT,
    "checkout_token" TEXT,
    "order_id" BIGINT,
    "codes" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "is_gathered" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "pixel_event_pkey" PRIMARY KEY ("shop_id","event_id")
);

-- CreateTable
CREATE TABLE "visitor_join" (
    "shop_id" INTEGER NOT NULL,
    "visitor_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "joined_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "visitor_join_pkey" PRIMARY KEY ("shop_id","visitor_id","kind","key")
);

-- CreateTable
CREATE TABLE "order_journey" (
    "shop_id" INTEGER NOT NULL,
    "order_id" BIGINT NOT NULL,
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "ask_at" TIMESTAMPTZ(3),
    "read_at" TIMESTAMPTZ(3),
    "moments" INTEGER,

    CONSTRAINT "order_journey_pkey" PRIMARY KEY ("shop_id","order_id")
);

-- CreateTable
CREATE TABLE "journey_moment" (
    "shop_id" INTEGER NOT NULL,
    "order_id" BIGINT NOT NULL,
    "moment_id" TEXT NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "landing_page" TEXT,
    "referrer_url" TEXT,
    "utm_source" TEXT,
    "utm_medium" TEXT,
    "utm_campaign" TEXT,
    "utm_content" TEXT,
    "utm_term" TEXT,

    CONSTRAINT "journey_moment_pkey" PRIMARY KEY ("shop_id","order_id","moment_id")
);

-- CreateTable
CREATE TABLE "storefront_status" (
    "shop_id" INTEGER NOT NULL,
    "pixel_gid" TEXT,
    "pixel_state" TEXT NOT NULL DEFAULT 'intended',
    "pixel_error" TEXT,
    "pixel_checked_at" TIMESTAMPTZ(3),
    "embed_state" TEXT NOT NULL DEFAULT 'unknown',
    "embed_note" TEXT,
    "embed_checked_at" TIMESTAMPTZ(3),

    CONSTRAINT "storefront_status_pkey" PRIMARY KEY ("shop_id")
);

-- CreateTable
CREATE TABLE "launch_check" (
    "shop_id" INTEGER NOT NULL,
    "collaboration_id" UUID NOT NULL,
    "ran_at" TIMESTAMPTZ(3) NOT NULL,
    "passed" BOOLEAN NOT NULL,
    "results" JSONB NOT NULL,

    CONSTRAINT "launch_check_pkey" PRIMARY KEY ("shop_id","collaboration_id")
);

-- CreateTable
CREATE TABLE "letter" (
    "shop_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "collaboration_id" UUID NOT NULL,
    "recipient" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'intended',
    "error_message" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "letter_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateIndex
CREATE INDEX "link_click_shop_id_slug_occurred_at_idx" ON "link_click"("shop_id", "slug", "occurred_at");

-- CreateIndex
CREATE INDEX "link_click_shop_id_visitor_id_idx" ON "link_click"("shop_id", "visitor_id");

-- CreateIndex
CREATE INDEX "pixel_event_shop_id_visitor_id_occurred_at_idx" ON "pixel_event"("shop_id", "visitor_id", "occurred_at");

-- CreateIndex
CREATE INDEX "pixel_event_received_at_idx" ON "pixel_event"("received_at");

-- CreateIndex
CREATE INDEX "visitor_join_shop_id_kind_key_idx" ON "visitor_join"("shop_id", "kind", "key");

-- CreateIndex
CREATE INDEX "order_journey_shop_id_state_ask_at_idx" ON "order_journey"("shop_id", "state", "ask_at");

-- CreateIndex
CREATE INDEX "letter_shop_id_collaboration_id_created_at_idx" ON "letter"("shop_id", "collaboration_id", "created_at");

-- CreateIndex
CREATE INDEX "order_shop_id_checkout_token_idx" ON "order"("shop_id", "checkout_token");

-- CreateIndex
CREATE UNIQUE INDEX "tracking_link_slug_key" ON "tracking_link"("slug");

-- AddForeignKey
ALTER TABLE "launch_check" ADD CONSTRAINT "launch_check_shop_id_collaboration_id_fkey" FOREIGN KEY ("shop_id", "collaboration_id") REFERENCES "collaboration"("shop_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;


-- What the joins are yet to be written of. Prisma knows no partial indexes.
CREATE INDEX "pixel_event_ungathered_idx" ON "pixel_event"("shop_id", "seq") WHERE NOT "is_gathered";
