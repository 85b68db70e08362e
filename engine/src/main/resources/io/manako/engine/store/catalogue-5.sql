-- Stars that the user gave, 0 to 5; null where the user said nothing: then the photo's files have their say.
ALTER TABLE photo ADD COLUMN IF NOT EXISTS rating TINYINT;
