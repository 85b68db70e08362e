package io.manako.engine.vector;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The k best of a stream of scored items: a binary heap with the worst on top. Of equal scores the lower item is the
 * better one, so the result does not depend on the order of the stream. Not thread-safe.
 */
public final class TopK {
    private final float[] scores;
    private final int[] items;
    private int size;

    public TopK(int k) {
        scores = new float[k];
        items = new int[k];
    }

    public void offer(int item, float score) {
        if (size < items.length) {
            siftUp(size++, item, score);
        } else if (size > 0 && better(item, score, items[0], scores[0])) {
            siftDown(item, score);
        }
    }

    public void offerAll(TopK other) {
        for (int i = 0; i < other.size; i++) {
            offer(other.items[i], other.scores[i]);
        }
    }

    /** Empties the heap; best first. */
    public List<Ranked> drain() {
        List<Ranked> ranked = new ArrayList<>(size);
        while (size > 0) {
            ranked.add(new Ranked(items[0], scores[0]));
            size--;
            siftDown(items[size], scores[size]);
        }
        Collections.reverse(ranked);
        return ranked;
    }

    private static boolean better(int item, float score, int other, float otherScore) {
        return score > otherScore || (score == otherScore && item < other);
    }

    private void siftUp(int at, int item, float score) {
        int slot = at;
        while (slot > 0) {
            int parent = (slot - 1) / 2;
            if (!better(items[parent], scores[parent], item, score)) {
                break;
            }
            items[slot] = items[parent];
            scores[slot] = scores[parent];
            slot = parent;
        }
        items[slot] = item;
        scores[slot] = score;
    }

    private void siftDown(int item, float score) {
        int slot = 0;
        while (2 * slot + 1 < size) {
            int child = 2 * slot + 1;
            if (child + 1 < size && better(items[child], scores[child], items[child + 1], scores[child + 1])) {
                child++;
            }
            if (!better(item, score, items[child], scores[child])) {
                break;
            }
            items[slot] = items[child];
            scores[slot] = scores[child];
            slot = child;
        }
        items[slot] = item;
        scores[slot] = score;
    }

    /** An item and its score. */
    public record Ranked(int item, float score) {}
}
