-- CreateTable
CREATE TABLE "order_click" (
    "shop_id" INTEGER NOT NULL,
    "order_id" BIGINT NOT NULL,
    "click_id" UUID NOT NULL,

    CONSTRAINT "order_click_pkey" PRIMARY KEY ("shop_id","order_id","click_id")
);

-- CreateIndex
CREATE INDEX "order_click_shop_id_click_id_idx" ON "order_click"("shop_id", "click_id");

-- DropIndex
DROP INDEX "visitor_join_shop_id_kind_key_idx";

-- CreateIndex
CREATE INDEX "visitor_join_shop_id_kind_key_joined_at_visitor_id_idx" ON "visitor_join"("shop_id", "kind", "key", "joined_at", "visitor_id");
