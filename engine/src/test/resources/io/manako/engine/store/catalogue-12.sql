-- A later schema, for the tests of migration.
ALTER TABLE photo ADD COLUMN IF NOT EXISTS of_tomorrow TINYINT;
