package io.manako.engine.phs;

/**
 * What PHS says of one attention head: shown in the head strip and printed by {@code search --json}.
 *
 * @param block number of the block, counted from 0
 * @param head number of the head in its block, counted from 0
 * @param score match of the head's map with the prompt, in the unit of the scoring used
 * @param selected whether the head takes part more than it would without a prompt (soft selection: γ ≥ 1; top-k: chosen)
 * @param gate γ of the head, 0 or more; the gates of a block sum to H
 */
public record HeadScore(int block, int head, float score, boolean selected, float gate) {}
