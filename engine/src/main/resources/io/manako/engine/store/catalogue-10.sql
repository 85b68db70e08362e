-- Words that the user put to photos or took from them, whatever is written otherwise; word_key is the word without case.
CREATE TABLE IF NOT EXISTS photo_word (
    photo BIGINT NOT NULL REFERENCES photo (id),
    word_key VARCHAR(400) NOT NULL,
    word VARCHAR(400) NOT NULL,
    added BOOLEAN NOT NULL, -- false: taken out
    PRIMARY KEY (photo, word_key)
);
