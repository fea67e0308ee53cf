-- AlterTable
ALTER TABLE "attributed_order" ADD COLUMN     "fit" INTEGER;

-- AlterTable
ALTER TABLE "credit" ADD COLUMN     "last_non_direct" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "markov" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "position_based" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "shapley" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "time_decay" BIGINT NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "model_fit" (
    "shop_id" INTEGER NOT NULL,
    "fit" INTEGER NOT NULL,
    "fitted_at" TIMESTAMPTZ(3) NOT NULL,
    "basis" TEXT NOT NULL,
    "conversions" INTEGER NOT NULL,
    "journeys" INTEGER NOT NULL,
    "minimum" INTEGER NOT NULL,
    "sources" JSONB NOT NULL,

    CONSTRAINT "model_fit_pkey" PRIMARY KEY ("shop_id","fit")
);

-- Orders that were credited before these models were known get their credit by them. Whoever looks for shops whose
-- orders wait finds them by the past instant.
INSERT INTO "attribution_due" ("shop_id", "order_id", "since")
SELECT "shop_id", "order_id", now() - interval '1 hour' FROM "attributed_order"
ON CONFLICT ("shop_id", "order_id") DO NOTHING;
