package io.manako.app.cli;

import io.manako.engine.photo.PhotoDecoder;
import io.manako.engine.photo.Raster;
import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.Mask;
import io.manako.engine.prompt.Point;
import io.manako.engine.prompt.Prompt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The marks on the query photo, in photo pixels after EXIF rotation; any number of each, and any mix. */
@Command
final class PromptOptions {
    /** A mask may be a pixel off the photo's aspect after it was reduced. */
    private static final double ASPECT_TOLERANCE = 0.03;

    private static final int BRIGHT = 128;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--box",
            paramLabel = "x,y,w,h",
            converter = BoxConverter.class,
            description = "Left, top, width and height of what is meant; ',-' after it: not this.")
    private List<Box> boxes = new ArrayList<>();

    @Option(
            names = "--point",
            paramLabel = "x,y[,-]",
            converter = PointConverter.class,
            description = "A point on what is meant; with ',-' after it, on what is not.")
    private List<Point> points = new ArrayList<>();

    @Option(
            names = "--mask",
            paramLabel = "FILE.png",
            description = "A black picture of the photo's shape, white where what is meant is.")
    private @Nullable Path mask;

    /** Whether there is any. */
    boolean given() {
        return !boxes.isEmpty() || !points.isEmpty() || mask != null;
    }

    /**
     * The prompts for a photo, checked against it.
     *
     * @throws ParameterException if a mark lies outside the photo
     * @throws CommandFailure if the mask cannot serve
     */
    List<Prompt> on(int width, int height) throws CommandFailure {
        List<Prompt> prompts = new ArrayList<>();
        for (Box box : boxes) {
            prompts.add(onPhoto(box, width, height, command));
        }
        for (Point point : points) {
            if (point.x() < 0 || point.y() < 0 || point.x() >= width || point.y() >= height) {
                throw outside("the point " + text(point.x(), point.y()), width, height, command);
            }
            prompts.add(point);
        }
        if (mask != null) {
            prompts.add(read(mask, width, height));
        }
        return prompts;
    }

    /**
     * A box that lies on a photo, at least in part.
     *
     * @throws ParameterException if it lies outside
     */
    static Box onPhoto(Box box, int width, int height, CommandSpec command) {
        if (box.x() >= width || box.y() >= height || box.x() + box.width() <= 0 || box.y() + box.height() <= 0) {
            throw outside("the box " + text(box.x(), box.y(), box.width(), box.height()), width, height, command);
        }
        return box;
    }

    private static ParameterException outside(String mark, int width, int height, CommandSpec command) {
        return new ParameterException(
                command.commandLine(),
                mark + " lies outside the photo, which has " + width + " x " + height + " pixels after EXIF rotation");
    }

    private static Mask read(Path file, int width, int height) throws CommandFailure {
        Raster picture;
        try {
            picture = PhotoDecoder.decode(file, 0);
        } catch (IOException e) {
            throw new CommandFailure("The mask cannot be read. " + e.getMessage(), e);
        }
        double stretch = (double) picture.width() * height / ((double) picture.height() * width);
        if (Math.abs(stretch - 1) > ASPECT_TOLERANCE
                && Math.abs(picture.width() * (double) height / width - picture.height()) > 1) {
            throw new CommandFailure("The mask " + file + " has " + picture.width() + " x " + picture.height()
                    + " pixels, which is not the shape of the photo (" + width + " x " + height
                    + " after EXIF rotation). Save it at the photo's size.");
        }
        boolean[] inside = new boolean[picture.width() * picture.height()];
        for (int i = 0; i < inside.length; i++) {
            inside[i] = picture.at(i % picture.width(), i / picture.width(), 1) >= BRIGHT;
        }
        Mask read = new Mask(picture.width(), picture.height(), inside);
        if (read.count() == 0) {
            throw new CommandFailure(
                    "The mask " + file + " is empty: nothing in it is white. Paint what is meant in white on black.");
        }
        return read;
    }

    private static String text(double... numbers) {
        StringBuilder text = new StringBuilder();
        for (double n : numbers) {
            text.append(text.isEmpty() ? "" : ",").append(Prompt.text(n));
        }
        return text.toString();
    }
}
