package io.manako.engine.train;

import io.manako.engine.photo.Raster;
import io.manako.engine.prompt.PatchGrid;
import io.manako.engine.vit.FocusToken;
import io.manako.engine.vit.FrozenTeacher;
import io.manako.engine.vit.ModelException;
import io.manako.engine.vit.Placement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The networks to learn from, opened and found fit. Not thread-safe. */
final class Teachers implements AutoCloseable {
    private static final int PATCH = 16;
    private static final int KEY = 16;

    private final List<FrozenTeacher> networks = new ArrayList<>();
    private final List<Teacher> teachers = new ArrayList<>();
    private final Set<String> hashes = new HashSet<>();

    private record Opened(FrozenTeacher network, PatchGrid grid, String key) implements Teacher {
        @Override
        public int dimension() {
            return network.dimension();
        }

        @Override
        public List<FrozenTeacher.Tokens> tokens(List<Raster> pictures) {
            return network.encode(pictures, grid);
        }

        @Override
        public float[][] focus(Raster picture, List<float[]> regions) {
            return network.focus(
                    picture, grid, regions.stream().map(FocusToken::new).toList());
        }
    }

    /**
     * @param files of which the first is compared with the student patch by patch
     * @param pixels along one side of what they see
     * @throws ModelException if one cannot be used; the message says which and why
     */
    static Teachers open(List<Path> files, int pixels, Placement.Kind device) throws IOException {
        Teachers teachers = new Teachers();
        try {
            for (Path file : files) {
                teachers.add(file, pixels, device);
            }
            return teachers;
        } catch (IOException | RuntimeException e) {
            teachers.close();
            throw e;
        }
    }

    private void add(Path file, int pixels, Placement.Kind device) throws IOException {
        FrozenTeacher network = FrozenTeacher.open(file, device);
        networks.add(network);
        int patch = network.patch();
        if (teachers.isEmpty() && patch != PATCH) {
            throw new ModelException("The teacher " + file + " cannot be used as the first one: it has patches of "
                    + patch + " pixels, and the hybrid's " + PATCH + " are compared with a teacher's one by one.");
        }
        if (pixels % patch != 0) {
            throw new ModelException("The teacher " + file + " cannot be used: its patches of " + patch
                    + " pixels do not fill views of " + pixels + ".");
        }
        if (!hashes.add(ModelTraining.sha256("", file))) {
            throw new ModelException("The teacher " + file + " is given twice.");
        }
        String role = teachers.isEmpty() ? "first " : "further ";
        String key = ModelTraining.sha256(role, file).substring(0, KEY);
        teachers.add(new Opened(network, new PatchGrid(pixels / patch, pixels / patch), key));
    }

    List<Teacher> all() {
        return teachers;
    }

    List<Integer> dimensions() {
        return teachers.stream().map(Teacher::dimension).toList();
    }

    @Override
    public void close() {
        networks.forEach(FrozenTeacher::close);
    }
}
