-- AlterTable
ALTER TABLE "letter" ADD COLUMN "content" JSONB NOT NULL;
