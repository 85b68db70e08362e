package io.manako.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.manako.engine.LibrarySearches;
import io.manako.engine.saved.Question;
import io.manako.engine.search.Judgement;
import io.manako.engine.search.SearchRequest;
import io.manako.engine.store.SavedSearchException;
import io.manako.engine.store.SavedSearches;
import java.io.IOException;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** The saved searches of a library as they are printed. One that is damaged is listed, so that it can be deleted. */
final class SavedList {
    private SavedList() {}

    static void print(List<SavedSearches.Entry> searches, boolean json, DateTimeFormatter time, Console console)
            throws IOException {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode all = document.putArray("searches");
        for (SavedSearches.Entry search : searches) {
            ObjectNode written = all.addObject()
                    .put("name", search.name().text())
                    .put("saved", search.saved().toString())
                    .put("looked", search.looked().toString());
            String asks;
            try {
                Question question = LibrarySearches.question(search);
                write(question, written);
                asks = describe(question);
            } catch (SavedSearchException e) {
                written.put("problem", e.getMessage());
                asks = "damaged: delete it and save it anew";
            }
            if (!json) {
                console.out().println(time.format(search.looked()) + "  " + search.name() + ": " + asks);
            }
        }
        if (json) {
            JsonOutput.print(document, console);
        } else if (searches.isEmpty()) {
            console.err().println("No search is saved. Save one with: manako search … --save NAME");
        }
    }

    private static void write(Question question, ObjectNode json) {
        SearchRequest request = question.request();
        Question.AskedPhoto photo = question.photo();
        Path folder = request.folder();
        json.put("photo", photo == null ? null : photo.path().toString())
                .put("marks", request.prompts().size())
                .put("heads", request.overrides().size())
                .put("judgements", request.judgements().size())
                .put("words", request.words())
                .put("filter", request.filter().written())
                .put("folder", folder == null ? null : folder.toString())
                .put("hits", request.limit())
                .put("model", question.model());
    }

    private static String describe(Question question) {
        SearchRequest request = question.request();
        List<String> parts = new ArrayList<>();
        Question.AskedPhoto photo = question.photo();
        if (photo != null) {
            parts.add("photo " + photo.path());
        }
        count(request.prompts().size(), "mark", parts);
        count(request.overrides().size(), "switched head", parts);
        count(request.judged(true).size() + request.judged(false).size(), "judged hit", parts);
        for (Judgement judgement : request.judgements()) {
            if (judgement instanceof Judgement.OfTag(String tag, boolean wanted)) {
                parts.add((wanted ? "like tag " : "unlike tag ") + tag);
            }
        }
        if (!request.words().isBlank()) {
            parts.add("words " + request.words());
        }
        String filter = request.filter().written();
        if (!filter.isEmpty()) {
            parts.add("filter " + filter);
        }
        if (request.folder() != null) {
            parts.add("folder " + request.folder());
        }
        return String.join("; ", parts);
    }

    private static void count(int n, String what, List<String> parts) {
        if (n > 0) {
            parts.add(n + " " + what + (n == 1 ? "" : "s"));
        }
    }
}
