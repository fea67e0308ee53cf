-- AlterTable
ALTER TABLE "influencer" ADD COLUMN     "picture_url" TEXT;
