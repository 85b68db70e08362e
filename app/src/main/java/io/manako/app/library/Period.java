package io.manako.app.library;

import io.manako.app.gallery.GalleryPhoto;
import io.manako.engine.filter.Filter;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A year of the library's photos, or a month, by the cameras' clocks.
 *
 * @param from its first day
 * @param until the day after its last
 * @param months with photos, the newest first; none of a month
 */
public record Period(LocalDate from, LocalDate until, int photos, List<Period> months) {
    public Period {
        months = List.copyOf(months);
    }

    /** The years in which photos were taken, the newest first. Photos that do not say when are left out. */
    public static List<Period> years(Collection<GalleryPhoto> photos) {
        Map<YearMonth, Integer> counts = new TreeMap<>(Comparator.reverseOrder());
        for (GalleryPhoto photo : photos) {
            LocalDateTime taken = photo.taken();
            if (taken != null) {
                counts.merge(YearMonth.from(taken), 1, Integer::sum);
            }
        }
        Map<Integer, List<Period>> years = counts.entrySet().stream()
                .map(entry -> month(entry.getKey(), entry.getValue()))
                .collect(Collectors.groupingBy(
                        month -> month.from().getYear(),
                        LinkedHashMap::new, // in the order of the months
                        Collectors.toList()));
        return years.entrySet().stream()
                .map(entry -> year(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Period month(YearMonth month, int photos) {
        return new Period(month.atDay(1), month.plusMonths(1).atDay(1), photos, List.of());
    }

    private static Period year(int year, List<Period> months) {
        LocalDate from = LocalDate.of(year, 1, 1);
        return new Period(
                from,
                from.plusYears(1),
                months.stream().mapToInt(Period::photos).sum(),
                months);
    }

    boolean isYear() {
        return !months.isEmpty();
    }

    boolean contains(GalleryPhoto photo) {
        LocalDateTime taken = photo.taken();
        return taken != null
                && !taken.toLocalDate().isBefore(from)
                && taken.toLocalDate().isBefore(until);
    }

    /** Whether it spans the same days, however many photos it has by now. */
    boolean isSame(Period other) {
        return from.equals(other.from) && until.equals(other.until);
    }

    Filter filter() {
        return new Filter.Taken(from, until);
    }
}
