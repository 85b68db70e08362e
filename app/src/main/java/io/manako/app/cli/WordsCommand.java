package io.manako.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.manako.engine.PhotoDocument;
import io.manako.engine.PhotoDocument.Passage;
import io.manako.engine.lexical.TextWord;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.store.LibraryStore;
import io.manako.engine.store.WordException;
import io.manako.engine.store.WordMark;
import io.manako.engine.store.WordMark.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Needs no model, so it starts at once. */
@Command(
        name = "words",
        description =
                "Prints the words that photos of a library are found by, each with where it comes from; adds words"
                        + " and takes wrong ones out. The photos' files are not touched.")
final class WordsCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec command;

    @Mixin
    private LibraryOption where;

    @Option(
            names = "--add",
            paramLabel = "WORD",
            description = "A word by which the photos are found, too; can be given more than once.")
    private List<String> added = new ArrayList<>();

    @Option(
            names = "--remove",
            paramLabel = "WORD",
            description = "A word by which the photos are not found any more, even if their titles, captions and names"
                    + " have it; can be given more than once. What their tags say stays: see manako tag.")
    private List<String> removed = new ArrayList<>();

    @Option(
            names = "--forget",
            paramLabel = "WORD",
            description = "Takes back what --add or --remove said of a word; can be given more than once.")
    private List<String> forgotten = new ArrayList<>();

    @Option(names = "--json", description = "Print the words as one JSON document.")
    private boolean json;

    @Parameters(arity = "1..*", paramLabel = "PHOTO", description = "Photos of the library.")
    private List<Path> files = new ArrayList<>();

    WordsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        where.check();
        try (Libraries.OpenedStore opened = console.host().libraries().openStore(where.directory())) {
            LibraryStore store = opened.store();
            Map<PhotoId, Path> photos = LibraryPhotos.of(store, where.directory(), files);
            List<WordMark> marks = marks(photos);
            if (!marks.isEmpty()) {
                store.requireWritable();
                store.catalogue().wordMarks().apply(marks);
            }
            print(photos, store);
        }
        return Cli.DONE;
    }

    private List<WordMark> marks(Map<PhotoId, Path> photos) {
        try {
            return photos.keySet().stream()
                    .flatMap(photo -> Stream.of(
                                    marks(photo, added, Kind.ADDED),
                                    marks(photo, removed, Kind.TAKEN_OUT),
                                    marks(photo, forgotten, Kind.NONE))
                            .flatMap(marks -> marks))
                    .toList();
        } catch (WordException e) {
            throw new ParameterException(command.commandLine(), e.getMessage());
        }
    }

    private static Stream<WordMark> marks(PhotoId photo, List<String> words, Kind kind) {
        return words.stream().map(word -> new WordMark(photo, word, kind));
    }

    private void print(Map<PhotoId, Path> photos, LibraryStore store) throws IOException {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode all = document.putArray("photos");
        photos.forEach((photo, file) -> {
            PhotoDocument words =
                    store.catalogue().words(photo).map(PhotoDocument::of).orElse(PhotoDocument.EMPTY);
            write(
                    words,
                    all.addObject()
                            .put("path", file.toAbsolutePath().normalize().toString()));
            if (!json) {
                print(file, words);
            }
        });
        if (json) {
            JsonOutput.print(document, console);
        }
    }

    private static void write(PhotoDocument words, ObjectNode photo) {
        ArrayNode passages = photo.putArray("texts");
        for (Passage passage : words.passages()) {
            ArrayNode found = passages.addObject()
                    .put("source", name(passage).replace(' ', '-'))
                    .put("text", passage.text())
                    .putArray("words");
            passage.words().stream().filter(TextWord::found).forEach(word -> found.add(word.text()));
        }
        ArrayNode takenOut = photo.putArray("takenOut");
        words.takenOut().forEach(takenOut::add);
    }

    private void print(Path file, PhotoDocument words) {
        console.out().println(file);
        for (Passage passage : words.passages()) {
            line(name(passage), passage.text().replaceAll("\\R", " "));
        }
        words.takenOut().forEach(word -> line("taken out", word));
    }

    private void line(String source, String text) {
        console.out().printf(Locale.ROOT, "  %-14s  %s%n", source, text);
    }

    private static String name(Passage passage) {
        return switch (passage.source()) {
            case USER -> "added";
            case TAG -> "tag";
            case TITLE -> "title";
            case CAPTION -> "caption";
            case LANGUAGE_MODEL -> "language model";
            case PATH -> "name";
        };
    }
}
