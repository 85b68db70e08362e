-- Sets of photos that the user picked by hand. Names that differ in case alone are one: name_key is the name without case.
CREATE TABLE IF NOT EXISTS collection (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name VARCHAR(400) NOT NULL,
    name_key VARCHAR(400) NOT NULL UNIQUE
);

-- Which photo is in which; places grow in the order in which photos were added.
CREATE TABLE IF NOT EXISTS collection_photo (
    collection BIGINT NOT NULL REFERENCES collection (id) ON DELETE CASCADE,
    photo BIGINT NOT NULL REFERENCES photo (id),
    place BIGINT NOT NULL,
    PRIMARY KEY (collection, photo)
);
