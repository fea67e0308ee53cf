-- CreateIndex
CREATE INDEX "visitor_join_shop_id_joined_at_idx" ON "visitor_join"("shop_id", "joined_at");

-- What is forgotten sooner than visits and orders. Prisma knows no partial indexes.
CREATE INDEX "pixel_event_browsing_idx" ON "pixel_event"("shop_id", "received_at")
  WHERE "type" NOT IN ('visit', 'checkout_completed');
