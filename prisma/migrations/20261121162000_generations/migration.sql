-- DropIndex
DROP INDEX "attributed_order_shop_id_day_idx";

-- DropIndex
DROP INDEX "credit_shop_id_collaboration_id_idx";

-- DropIndex
DROP INDEX "credit_shop_id_day_idx";

-- DropIndex
DROP INDEX "credit_shop_id_influencer_id_day_idx";

-- AlterTable
ALTER TABLE "shop" ADD COLUMN     "shown_generation" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "attributed_order" DROP CONSTRAINT "attributed_order_pkey",
ADD COLUMN     "generation" INTEGER NOT NULL DEFAULT 0,
ADD CONSTRAINT "attributed_order_pkey" PRIMARY KEY ("shop_id", "generation", "order_id");

-- AlterTable
ALTER TABLE "credit" DROP CONSTRAINT "credit_pkey",
ADD COLUMN     "generation" INTEGER NOT NULL DEFAULT 0,
ADD CONSTRAINT "credit_pkey" PRIMARY KEY ("shop_id", "generation", "order_id", "touchpoint_id");

-- CreateTable
CREATE TABLE "attribution_replay" (
    "shop_id" INTEGER NOT NULL,
    "generation" INTEGER NOT NULL,
    "rules_version" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "last_order_id" BIGINT NOT NULL DEFAULT -1,
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "moved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "attribution_replay_pkey" PRIMARY KEY ("shop_id")
);

-- CreateIndex
CREATE INDEX "attributed_order_shop_id_generation_day_idx" ON "attributed_order"("shop_id", "generation", "day");

-- CreateIndex
CREATE INDEX "credit_shop_id_generation_day_idx" ON "credit"("shop_id", "generation", "day");

-- CreateIndex
CREATE INDEX "credit_shop_id_generation_influencer_id_day_idx" ON "credit"("shop_id", "generation", "influencer_id", "day");

-- CreateIndex
CREATE INDEX "credit_shop_id_generation_collaboration_id_idx" ON "credit"("shop_id", "generation", "collaboration_id");
