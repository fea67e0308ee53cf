-- Orders of before are read anew: their touchpoints then say who saw them, and Shopify is asked for their journeys.
INSERT INTO "touch_rebuild" ("shop_id", "order_id")
SELECT "shop_id", "order_id" FROM "order" ON CONFLICT DO NOTHING;

INSERT INTO "order_journey" ("shop_id", "order_id", "state", "ask_at")
SELECT "shop_id", "order_id", 'waiting', now() FROM "order"
WHERE "processed_at" > now() - interval '60 days'
  AND coalesce("source_name", 'web') NOT IN ('pos', 'shopify_draft_order')
ON CONFLICT DO NOTHING;
