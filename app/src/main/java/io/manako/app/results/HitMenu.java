package io.manako.app.results;

import io.manako.app.action.Action;
import io.manako.app.action.Commands;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.SeparatorMenuItem;

/** The menu of the hits that are selected. */
final class HitMenu extends ContextMenu {
    HitMenu(Commands commands) {
        setId("hit-menu");
        add(commands, Action.SEARCH_FROM_HIT, Action.COMPARE, Action.SHOW_VIEWER);
        getItems().add(new SeparatorMenuItem());
        add(commands, Action.MORE_LIKE_HIT, Action.LESS_LIKE_HIT);
        getItems().add(new SeparatorMenuItem());
        add(commands, Action.TAG_HITS, Action.EDIT_WORDS, Action.SHOW_COLLECTIONS);
        getItems().add(commands.subMenu("menu.stars", commands::contextItem, Action.STARS));
        getItems().add(new SeparatorMenuItem());
        add(commands, Action.REVEAL_HIT, Action.OPEN_HIT);
        getItems().add(new SeparatorMenuItem());
        add(commands, Action.COPY_PATH, Action.COPY_IMAGE, Action.COPY_FILES);
        getItems().add(new SeparatorMenuItem());
        add(commands, Action.EXPORT, Action.WRITE_SIDECARS);
    }

    private void add(Commands commands, Action... actions) {
        for (Action action : actions) {
            getItems().add(commands.contextItem(action));
        }
    }
}
