-- What a file and the XMP files beside it say of the photo. A number that stands for the reader and the XMP files of
-- which that is; 0: not read yet.
ALTER TABLE file ADD COLUMN IF NOT EXISTS metadata BIGINT DEFAULT 0 NOT NULL;
ALTER TABLE file ADD COLUMN IF NOT EXISTS title VARCHAR(2000);
ALTER TABLE file ADD COLUMN IF NOT EXISTS caption VARCHAR(8000);
ALTER TABLE file ADD COLUMN IF NOT EXISTS camera VARCHAR(4100);
ALTER TABLE file ADD COLUMN IF NOT EXISTS rating TINYINT; -- stars, 0 to 5
ALTER TABLE file ADD COLUMN IF NOT EXISTS latitude DOUBLE PRECISION;
ALTER TABLE file ADD COLUMN IF NOT EXISTS longitude DOUBLE PRECISION;
ALTER TABLE file ADD COLUMN IF NOT EXISTS keywords VARCHAR; -- one a line, the levels of a hierarchy parted by tabs

-- Whether the user said where a tag belongs: then the hierarchy of a keyword does not.
ALTER TABLE tag ADD COLUMN IF NOT EXISTS placed BOOLEAN DEFAULT FALSE NOT NULL;
UPDATE tag SET placed = TRUE WHERE parent IS NOT NULL;

-- Who put the tag on: 0 the user, 1 a keyword of the photo's file.
ALTER TABLE photo_tag ADD COLUMN IF NOT EXISTS origin TINYINT DEFAULT 0 NOT NULL;

-- Tags that the user took off a photo: a keyword does not bring them back.
CREATE TABLE IF NOT EXISTS refused_keyword (
    photo BIGINT NOT NULL REFERENCES photo (id),
    name_key VARCHAR(400) NOT NULL,
    PRIMARY KEY (photo, name_key)
);
