package io.manako.engine.filter;

import io.manako.engine.photo.PhotoId;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A condition on photos. Immutable. */
public sealed interface Filter {
    /** Lets every photo through. */
    Filter EVERYTHING = new And(List.of());

    /** All of them hold. */
    record And(List<Filter> parts) implements Filter {
        public And {
            parts = List.copyOf(parts);
        }
    }

    /** At least one of them holds. */
    record Or(List<Filter> parts) implements Filter {
        public Or {
            parts = List.copyOf(parts);
        }
    }

    record Not(Filter unwanted) implements Filter {}

    /** The photo bears a tag, or one that begins with the text. */
    record Tagged(String text, boolean prefix) implements Filter {}

    /** The photo lies below a folder. */
    record InFolder(String text, boolean prefix) implements Filter {}

    /** The photo is in a collection, or in one whose name begins with the text. */
    record Collected(String text, boolean prefix) implements Filter {}

    /** The photo was taken on the day {@code from} or later, and before {@code until}. */
    record Taken(LocalDate from, LocalDate until) implements Filter {}

    /** The photo was taken by a camera with these words in its name. */
    record TakenBy(String text, boolean prefix) implements Filter {}

    /** The photo has at least {@code least} and at most {@code most} stars; one without any has 0. */
    record Rated(int least, int most) implements Filter {}

    /**
     * Reads a filter.
     *
     * @param text blank: everything
     * @throws FilterException if it cannot be understood
     */
    static Filter parse(String text) throws FilterException {
        return new FilterParser(text).parse();
    }

    /** The filter as it can be typed: read again, it lets through the same photos. */
    default String written() {
        return FilterText.of(this);
    }

    /** Lets through what both let through. */
    default Filter and(Filter other) {
        if (equals(EVERYTHING)) {
            return other;
        }
        return other.equals(EVERYTHING) ? this : new And(List.of(this, other));
    }

    /** Its conditions on tags, in the order in which they are written. */
    default Stream<Tagged> tags() {
        return switch (this) {
            case And(List<Filter> parts) -> parts.stream().flatMap(Filter::tags);
            case Or(List<Filter> parts) -> parts.stream().flatMap(Filter::tags);
            case Not(Filter unwanted) -> unwanted.tags();
            case Tagged tagged -> Stream.of(tagged);
            case InFolder _, Collected _, Taken _, TakenBy _, Rated _ -> Stream.empty();
        };
    }

    /** The photos of a library that it lets through. The facts are asked here, once for each term, and not later. */
    default Predicate<PhotoId> on(PhotoFacts facts) {
        return switch (this) {
            case And(List<Filter> parts) -> {
                List<Predicate<PhotoId>> all = on(parts, facts);
                yield photo -> all.stream().allMatch(part -> part.test(photo));
            }
            case Or(List<Filter> parts) -> {
                List<Predicate<PhotoId>> any = on(parts, facts);
                yield photo -> any.stream().anyMatch(part -> part.test(photo));
            }
            case Not(Filter unwanted) -> unwanted.on(facts).negate();
            case Tagged(String text, boolean prefix) -> in(facts.tagged(text, prefix));
            case InFolder(String text, boolean prefix) -> in(facts.in(text, prefix));
            case Collected(String text, boolean prefix) -> in(facts.collected(text, prefix));
            case Taken(LocalDate from, LocalDate until) -> in(facts.taken(from, until));
            case TakenBy(String text, boolean prefix) -> in(facts.takenBy(text, prefix));
            case Rated(int least, int most) -> in(facts.rated(least, most));
        };
    }

    private static List<Predicate<PhotoId>> on(List<Filter> parts, PhotoFacts facts) {
        return parts.stream().distinct().map(part -> part.on(facts)).toList();
    }

    private static Predicate<PhotoId> in(Set<PhotoId> photos) {
        return photos::contains;
    }
}
