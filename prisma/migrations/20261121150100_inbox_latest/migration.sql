-- CreateIndex
CREATE INDEX "inbox_message_shop_id_received_at_idx" ON "inbox_message"("shop_id", "received_at");

-- DropIndex
DROP INDEX "pixel_event_received_at_idx";

-- CreateIndex
CREATE INDEX "pixel_event_shop_id_received_at_idx" ON "pixel_event"("shop_id", "received_at");
