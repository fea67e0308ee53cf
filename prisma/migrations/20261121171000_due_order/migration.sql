-- Due orders are taken in this order, some at a time: without it every batch of a large shop sorts all that wait.
CREATE INDEX "attribution_due_shop_id_since_order_id_idx" ON "attribution_due"("shop_id", "since", "order_id");
