-- A migration that goes wrong half way, for the tests.
ALTER TABLE photo DROP COLUMN IF EXISTS taken;
ALTER TABLE there_is_no_such_table ADD COLUMN a INT;
