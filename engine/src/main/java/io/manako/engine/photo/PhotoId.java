package io.manako.engine.photo;

/** A photo of a library: the key of its catalogue row, stable while the file moves or its metadata change. */
public record PhotoId(long value) implements Comparable<PhotoId> {
    @Override
    public int compareTo(PhotoId other) {
        return Long.compare(value, other.value);
    }
}
