package io.manako.app;

import io.manako.app.action.Action;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.event.ActionEvent;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.image.Image;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import javafx.stage.Window;
import javax.imageio.ImageIO;

/** A script that takes pictures of the window and its dialogs. */
abstract class PictureScript extends DesktopScript {
    static final Rectangle2D SCREEN = new Rectangle2D(0, 0, 1440, 900);

    /** Where the pictures go. */
    protected Path out = Path.of("");

    void fire(Action action) {
        ui(() -> {
            MenuBar bar = (MenuBar) stage.getScene().lookup("#menu-bar");
            item(bar.getMenus().stream().flatMap(menu -> menu.getItems().stream()), action)
                    .orElseThrow()
                    .fire();
        });
    }

    static Optional<MenuItem> item(Stream<MenuItem> items, Action action) {
        return items.filter(item -> ("menu-" + action.id()).equals(item.getId()))
                .findFirst();
    }

    static void close(String dialog) {
        ui(() -> ((Stage) find(dialog).orElseThrow().getScene().getWindow()).close());
    }

    static void enter(String field, String text, boolean commit) throws InterruptedException {
        until(() -> onUi(() -> find(field).isPresent()));
        ui(() -> {
            TextField typed = (TextField) find(field).orElseThrow();
            typed.setText(text);
            if (commit) {
                typed.fireEvent(new ActionEvent());
            }
        });
        settle();
    }

    static Optional<Node> find(String id) {
        return Window.getWindows().stream()
                .flatMap(window -> Optional.ofNullable(window.getScene().lookup("#" + id)).stream())
                .findFirst();
    }

    /** What is loaded, explained and laid out in the background has come. */
    static void settle() throws InterruptedException {
        Thread.sleep(2500);
    }

    void take(String name) throws Exception {
        settle();
        write(name, onUi(() -> new Robot().getScreenCapture(null, SCREEN)));
    }

    /** Takes a dialog alone, and closes it. */
    void take(String name, String dialog) throws Exception {
        settle();
        write(name, onUi(() -> {
            Window window = find(dialog).orElseThrow().getScene().getWindow();
            Image picture = window.getScene().snapshot(null);
            ((Stage) window).close();
            return picture;
        }));
    }

    void write(String name, Image picture) throws IOException {
        int width = (int) picture.getWidth();
        int height = (int) picture.getHeight();
        BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                copy.setRGB(x, y, picture.getPixelReader().getArgb(x, y));
            }
        }
        ImageIO.write(copy, "png", out.resolve(name + ".png").toFile());
    }
}
