package io.manako.app.shell;

import io.manako.app.action.Action;
import io.manako.app.action.Commands;
import io.manako.app.settings.LanguageChoice;
import io.manako.app.settings.Messages;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.ObjectProperty;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import org.jspecify.annotations.Nullable;

/** The menu bar. Every action is in it, and so every accelerator works in the whole window. */
final class Menus {
    private Menus() {}

    static MenuBar bar(Commands commands, Messages messages, ObjectProperty<LanguageChoice> language) {
        MenuBar bar = new MenuBar(
                menu(
                        commands,
                        messages,
                        "menu.file",
                        Action.OPEN_FOLDER,
                        Action.OPEN_PHOTO,
                        Action.PASTE_PHOTO,
                        null,
                        Action.OPEN_SAMPLE,
                        null,
                        Action.INDEX_AGAIN,
                        Action.PAUSE_INDEXING,
                        Action.STOP_INDEXING,
                        Action.WRITE_CAPTIONS,
                        Action.PAUSE_CAPTIONS,
                        Action.STOP_CAPTIONS,
                        Action.STOP_SWITCHING,
                        Action.SHOW_PROBLEMS,
                        Action.RELOCATE_FOLDER,
                        Action.REMOVE_FOLDER,
                        null,
                        Action.SHOW_SETTINGS,
                        null,
                        Action.QUIT),
                menu(
                        commands,
                        messages,
                        "menu.edit",
                        Action.UNDO,
                        Action.REDO,
                        Action.CLEAR_MARKS,
                        null,
                        Action.TIGHTEN_BOX,
                        Action.RESET_HEADS),
                menu(
                        commands,
                        messages,
                        "menu.tools",
                        Action.TOOL_POINT,
                        Action.TOOL_NEGATIVE,
                        Action.TOOL_BOX,
                        Action.TOOL_BRUSH,
                        Action.TOOL_LASSO,
                        Action.TOOL_ERASER,
                        Action.TOOL_HAND,
                        null,
                        Action.BRUSH_SMALLER,
                        Action.BRUSH_LARGER),
                view(commands, messages, language),
                results(commands, messages),
                menu(commands, messages, "menu.help", Action.SHOW_KEYS));
        bar.setId("menu-bar");
        return bar;
    }

    private static Menu results(Commands commands, Messages messages) {
        Menu results = menu(
                commands,
                messages,
                "menu.results",
                Action.SEARCH_FROM_HIT,
                Action.COMPARE,
                Action.PREVIOUS_HIT,
                Action.NEXT_HIT,
                null,
                Action.SAME_THING,
                Action.MORE_LIKE_HIT,
                Action.LESS_LIKE_HIT,
                Action.JUDGE_TAG,
                Action.UNDO_FEEDBACK,
                Action.RESET_FEEDBACK,
                null,
                Action.TAG_HITS,
                Action.UNDO_TAGS,
                Action.SHOW_SUGGESTIONS,
                Action.EDIT_TAG,
                Action.EDIT_WORDS,
                Action.SHOW_COLLECTIONS,
                Action.SEARCH_WORDS,
                Action.FILTER_RESULTS,
                Action.CLEAR_FACETS,
                null,
                Action.SAVE_SEARCH,
                Action.SHOW_SEARCHES,
                null,
                Action.REVEAL_HIT,
                Action.OPEN_HIT,
                null,
                Action.COPY_PATH,
                Action.COPY_IMAGE,
                Action.COPY_FILES,
                null,
                Action.SORT_BY_SCORE,
                Action.SORT_BY_NAME,
                Action.SORT_BY_DATE,
                null,
                Action.EXPORT,
                Action.WRITE_SIDECARS,
                Action.CANCEL_EXPORT);
        Menu stars = commands.subMenu("menu.stars", commands::menuItem, Action.STARS);
        stars.setId("menu-stars");
        List<String> ids = results.getItems().stream().map(MenuItem::getId).toList();
        results.getItems().add(ids.indexOf("menu-" + Action.UNDO_TAGS.id()) + 1, stars);
        return results;
    }

    private static Menu view(Commands commands, Messages messages, ObjectProperty<LanguageChoice> language) {
        Menu view = menu(
                commands,
                messages,
                "menu.view",
                Action.ZOOM_IN,
                Action.ZOOM_OUT,
                Action.ZOOM_FIT,
                Action.SHOW_VIEWER,
                null,
                Action.THUMBNAILS_LARGER,
                Action.THUMBNAILS_SMALLER,
                null,
                Action.TOGGLE_OUTLINE,
                Action.TOGGLE_OVERLAY,
                null,
                Action.FOCUS_LIBRARY,
                Action.FOCUS_QUERY,
                Action.FOCUS_RESULTS,
                Action.FOCUS_FACETS,
                null,
                Action.TOGGLE_THEME);
        Menu languages = new Menu();
        languages.setId("menu-language");
        languages.textProperty().bind(messages.text("menu.language"));
        ToggleGroup group = new ToggleGroup();
        for (LanguageChoice choice : LanguageChoice.values()) {
            RadioMenuItem item = new RadioMenuItem();
            item.setId("language-" + choice.name().toLowerCase(Locale.ROOT));
            item.textProperty().bind(messages.text(choice.textKey()));
            item.setToggleGroup(group);
            item.setSelected(language.get() == choice);
            item.setOnAction(event -> language.set(choice));
            language.addListener((observable, old, chosen) -> item.setSelected(chosen == choice));
            languages.getItems().add(item);
        }
        view.getItems().add(languages);
        return view;
    }

    private static Menu menu(Commands commands, Messages messages, String key, @Nullable Action... actions) {
        Menu menu = new Menu();
        menu.setId(key.replace('.', '-'));
        menu.textProperty().bind(messages.text(key));
        for (Action action : actions) {
            MenuItem item = action == null ? new SeparatorMenuItem() : commands.menuItem(action);
            menu.getItems().add(item);
        }
        return menu;
    }
}
