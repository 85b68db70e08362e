package io.manako.engine.geometry;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.annotation.Platform;

/**
 * Keeps OpenCV's windows (highgui) out of the process. Bytedeco's classes load them before features, which need nothing of them; on
 * Linux they want GTK 2, which hardly any system has today, and without it no feature would be found at all.
 *
 * <p>Bytedeco's loader remembers of each library where it lies. Asked for highgui from here, where it does not lie, it
 * remembers that there is none, and goes on without.
 */
@Platform(
        link = {"opencv_highgui@.413", "opencv_highgui4130"}, // on Linux and macOS; on Windows
        library = "jniopencv_highgui")
final class Highgui {
    static {
        try {
            Loader.load(Highgui.class);
        } catch (UnsatisfiedLinkError e) {
            // That is what was wanted.
        }
    }

    private Highgui() {}

    /** To be called before OpenCV's features or its geometry are touched. */
    static void leaveOut() {
        // The initialiser has done it.
    }
}
