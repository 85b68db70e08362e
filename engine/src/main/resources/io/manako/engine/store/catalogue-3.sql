-- What the user calls photos. Names that differ in case alone are one tag: name_key is the name without case.
CREATE TABLE IF NOT EXISTS tag (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name VARCHAR(400) NOT NULL,
    name_key VARCHAR(400) NOT NULL UNIQUE,
    parent BIGINT REFERENCES tag (id)
);
CREATE INDEX IF NOT EXISTS tag_parent ON tag (parent);

-- Which photo bears which tag; where the region is null, the tag is of the whole photo.
CREATE TABLE IF NOT EXISTS photo_tag (
    photo BIGINT NOT NULL REFERENCES photo (id),
    tag BIGINT NOT NULL REFERENCES tag (id),
    region_left REAL, -- fractions of the photo's sides, as are the next three
    region_top REAL,
    region_width REAL,
    region_height REAL,
    added TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    PRIMARY KEY (photo, tag)
);
CREATE INDEX IF NOT EXISTS photo_tag_tag ON photo_tag (tag);
