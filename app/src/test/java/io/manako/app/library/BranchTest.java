package io.manako.app.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.app.library.Folder.State;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class BranchTest {
    private static Folder folder(String name, int photos) {
        return new Folder(Path.of("/photos", name), photos, 0, State.INDEXED, List.of());
    }

    @Test
    void aPhotoThatTwoFoldersHaveIsOneOfAll() {
        Branch all =
                Branch.of(new LibraryViewModel.Tree(3, List.of(folder("there", 2), folder("copied", 2)), List.of()));
        assertThat(all.row().photos()).isEqualTo(3);
        assertThat(all.below()).extracting(branch -> branch.row().photos()).containsExactly(2, 2);
    }
}
