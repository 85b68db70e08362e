-- Other names of tags: those that they had before, and those that the user gave them. A keyword of that name is the tag.
CREATE TABLE IF NOT EXISTS tag_alias (
    name_key VARCHAR(400) PRIMARY KEY,
    name VARCHAR(400) NOT NULL,
    tag BIGINT NOT NULL REFERENCES tag (id) ON DELETE CASCADE
);
CREATE INDEX IF NOT EXISTS tag_alias_tag ON tag_alias (tag);
