-- CreateTable
CREATE TABLE "attribution_rules" (
    "shop_id" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "rules" JSONB NOT NULL,
    "widest_days" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "attribution_rules_pkey" PRIMARY KEY ("shop_id","version")
);

-- AlterTable
ALTER TABLE "shop" ADD COLUMN     "rules_version" INTEGER NOT NULL DEFAULT 0;

-- The windows that merchants have set become the first version of their rules. Heads of credit are all due,
-- by the migration before, and will name this one.
INSERT INTO "attribution_rules" ("shop_id", "version", "rules", "widest_days")
SELECT "shop_id", 1, jsonb_build_object(
    'windows', jsonb_build_object('influencerDays', "influencer_window_days", 'otherDays', "other_window_days",
      'channelDays', '{}'::jsonb),
    'codeCounts', true, 'codeBeatsLink', false, 'ignoreDirect', false,
    'heuristics', jsonb_build_object('firstPercent', 40, 'lastPercent', 40, 'halfLifeDays', 7),
    'minimumConversions', 2000),
  greatest("influencer_window_days", "other_window_days")
FROM "shop_settings" WHERE "influencer_window_days" <> 30 OR "other_window_days" <> 30;
UPDATE "shop" SET "rules_version" = 1 WHERE "id" IN (SELECT "shop_id" FROM "attribution_rules");

-- AlterTable
ALTER TABLE "shop_settings" DROP COLUMN "influencer_window_days",
DROP COLUMN "other_window_days";

-- AlterTable
ALTER TABLE "attributed_order" DROP COLUMN "settings_version",
ADD COLUMN     "rules_version" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "attributed_order" ALTER COLUMN "rules_version" DROP DEFAULT;
