-- What cannot be rebuilt. Paths are absolute, in the system's own notation.

-- One row: how many transactions there were. A backup bears the number in its name.
CREATE TABLE IF NOT EXISTS changes (
    transactions BIGINT NOT NULL
);

-- Folders that the user added.
CREATE TABLE IF NOT EXISTS root (
    path VARCHAR(4096) PRIMARY KEY,
    added TIMESTAMP(3) WITH TIME ZONE NOT NULL
);

-- A picture. Rows are never deleted, so an id never means another picture.
CREATE TABLE IF NOT EXISTS photo (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    pixel_hash VARBINARY(64) NOT NULL UNIQUE,
    width INT NOT NULL,
    height INT NOT NULL,
    format VARCHAR(20) NOT NULL,
    taken TIMESTAMP(3),
    added TIMESTAMP(3) WITH TIME ZONE NOT NULL
);

-- Where a picture is or was. Several files may show one picture, byte for byte or with other metadata.
CREATE TABLE IF NOT EXISTS file (
    path VARCHAR(4096) PRIMARY KEY,
    photo BIGINT NOT NULL REFERENCES photo (id),
    byte_hash VARBINARY(64) NOT NULL,
    size BIGINT NOT NULL,
    modified BIGINT NOT NULL, -- milliseconds since 1970
    state TINYINT NOT NULL -- 0 present, 1 offline, 2 missing
);
CREATE INDEX IF NOT EXISTS file_photo ON file (photo);
CREATE INDEX IF NOT EXISTS file_bytes ON file (byte_hash);

-- Files with a photo's name that cannot be shown. A change of size or time gives them another chance.
CREATE TABLE IF NOT EXISTS unreadable (
    path VARCHAR(4096) PRIMARY KEY,
    size BIGINT NOT NULL,
    modified BIGINT NOT NULL,
    reason VARCHAR(40) NOT NULL,
    message VARCHAR(4000) NOT NULL
);

-- Files of formats that are not read, counted in the folder where they lie.
CREATE TABLE IF NOT EXISTS skipped (
    folder VARCHAR(4096) NOT NULL,
    format VARCHAR(40) NOT NULL,
    files INT NOT NULL,
    PRIMARY KEY (folder, format)
);

-- Files that were being decoded when the process died.
CREATE TABLE IF NOT EXISTS crashed_decode (
    path VARCHAR(4096) PRIMARY KEY,
    size BIGINT NOT NULL,
    modified BIGINT NOT NULL,
    times INT NOT NULL
);
