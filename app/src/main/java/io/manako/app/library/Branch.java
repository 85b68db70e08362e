package io.manako.app.library;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of the library's tree with those below it.
 *
 * @param open whether those below are shown at first
 */
record Branch(Row row, boolean open, List<Branch> below) {
    static Branch of(Folder folder) {
        return new Branch(
                new Row.OfFolder(folder),
                true,
                folder.below().stream().map(Branch::of).toList());
    }

    static Branch of(Period period) {
        return new Branch(
                new Row.OfPeriod(period),
                false,
                period.months().stream().map(Branch::of).toList());
    }

    static Branch of(LibraryViewModel.Tree tree) {
        List<Branch> below = new ArrayList<>();
        tree.folders().forEach(folder -> below.add(of(folder)));
        if (!tree.years().isEmpty()) {
            int dated = tree.years().stream().mapToInt(Period::photos).sum();
            below.add(new Branch(
                    new Row.Dates(dated),
                    false,
                    tree.years().stream().map(Branch::of).toList()));
        }
        return new Branch(new Row.All(tree.photos()), true, below);
    }
}
