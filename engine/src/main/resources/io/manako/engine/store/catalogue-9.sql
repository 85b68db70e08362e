-- The colour that the user gave a tag, a number of the program's palette.
ALTER TABLE tag ADD COLUMN IF NOT EXISTS colour TINYINT;
