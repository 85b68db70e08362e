-- Searches that the user keeps under a name. The question is a JSON document of engine.saved; the picture a JPEG of the
-- query photo at the size that it is asked with, null where words alone are asked for. Seen: one bit for each photo, by
-- its id, that was in the library when the hits were last looked at.
CREATE TABLE IF NOT EXISTS saved_search (
    name_key VARCHAR(400) PRIMARY KEY,
    name VARCHAR(400) NOT NULL,
    question CHARACTER LARGE OBJECT NOT NULL,
    picture BINARY LARGE OBJECT,
    seen BINARY LARGE OBJECT NOT NULL,
    saved TIMESTAMP WITH TIME ZONE NOT NULL,
    looked TIMESTAMP WITH TIME ZONE NOT NULL
);
