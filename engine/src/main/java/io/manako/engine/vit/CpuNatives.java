package io.manako.engine.vit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Properties;

/**
 * A class loader's resources without PyTorch's natives for CUDA, as far as there are others: DJL takes those for CUDA wherever
 * it sees a GPU.
 */
final class CpuNatives extends ClassLoader {
    private static final String DESCRIPTION = "native/lib/pytorch.properties";

    CpuNatives(ClassLoader all) {
        super(all);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        if (!name.equals(DESCRIPTION)) {
            return super.getResources(name);
        }
        List<URL> all = Collections.list(super.getResources(name));
        List<URL> kept = new ArrayList<>(all);
        kept.removeAll(ofCuda(getParent()));
        return Collections.enumeration(kept.isEmpty() ? all : kept);
    }

    /** What describes natives for CUDA, one for each package of them. */
    static List<URL> ofCuda(ClassLoader all) {
        List<URL> found = new ArrayList<>();
        try {
            for (URL url : Collections.list(all.getResources(DESCRIPTION))) {
                Properties description = new Properties();
                try (InputStream in = url.openStream()) {
                    description.load(in);
                }
                if (isCuda(description.getProperty("flavor", description.getProperty("classifier", "")))) {
                    found.add(url);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /** @param flavour as DJL writes it, such as {@code cpu} and {@code cu124} */
    static boolean isCuda(String flavour) {
        return flavour.startsWith("cu");
    }
}
