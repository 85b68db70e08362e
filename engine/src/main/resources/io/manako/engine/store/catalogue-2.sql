-- By which near-duplicates are known; null until the picture is decoded the next time.
ALTER TABLE photo ADD COLUMN IF NOT EXISTS perceptual_hash BIGINT;
