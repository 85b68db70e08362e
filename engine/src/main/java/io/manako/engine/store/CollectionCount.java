package io.manako.engine.store;

/** @param photos how many of some photos are in the collection */
public record CollectionCount(CollectionName name, int photos) {}
