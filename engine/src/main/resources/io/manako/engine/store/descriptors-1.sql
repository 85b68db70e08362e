-- Descriptors of one model: all of it can be computed again from the photos.

-- Whose descriptors these are.
CREATE TABLE IF NOT EXISTS model (
    name VARCHAR(200) NOT NULL,
    fingerprint VARCHAR(64) NOT NULL,
    dimension INT NOT NULL
);

CREATE TABLE IF NOT EXISTS descriptor (
    photo BIGINT PRIMARY KEY,
    picture BIGINT NOT NULL, -- first 8 bytes of the photo's pixel hash: a row of another picture does not count
    grid_rows SMALLINT NOT NULL,
    grid_columns SMALLINT NOT NULL,
    whole VARBINARY(65536) NOT NULL, -- float32[D], little-endian
    windows VARBINARY NOT NULL, -- int8[W][D]
    scales VARBINARY(65536) NOT NULL, -- float32[W], little-endian
    boxes VARBINARY(65536) NOT NULL -- float32[W][4], little-endian: x, y, width, height in fractions of the photo
);
-- Which photos have descriptors is asked at every indexing: not by reading all of them.
CREATE INDEX IF NOT EXISTS descriptor_picture ON descriptor (photo, picture);
