-- What a language model said of photos; one caption a photo, the last.
CREATE TABLE IF NOT EXISTS machine_caption (
    photo BIGINT PRIMARY KEY REFERENCES photo (id),
    caption VARCHAR(8000) NOT NULL, -- empty where there are only keywords
    keywords VARCHAR(8000) NOT NULL, -- one a line
    model VARCHAR(1000) NOT NULL,
    written TIMESTAMP(3) WITH TIME ZONE NOT NULL
);
