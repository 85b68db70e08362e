package io.manako.engine.phs;

/** A head of the model, both numbers counted from 0. */
public record HeadId(int block, int head) {}
