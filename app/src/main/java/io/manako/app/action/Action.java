package io.manako.app.action;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.input.KeyCombination;
import org.jspecify.annotations.Nullable;

/** Everything a user can do by menu, button or key: the key of its text, its icon, its accelerator. */
public enum Action {
    OPEN_FOLDER("mdi2f-folder-open-outline", "Shortcut+O"),
    OPEN_PHOTO("mdi2i-image-plus", "Shortcut+Shift+O"),
    PASTE_PHOTO("mdi2c-content-paste", "Shortcut+V"),
    OPEN_SAMPLE("mdi2s-star-four-points-outline", "Shortcut+Shift+E"),
    INDEX_AGAIN("mdi2r-refresh", "F5"),
    RELOCATE_FOLDER("mdi2f-folder-swap-outline", "Shortcut+L"),
    REMOVE_FOLDER("mdi2f-folder-remove-outline", "Shortcut+Shift+L"),
    SHOW_PROBLEMS("mdi2a-alert-circle-outline", "Shortcut+P"),
    SHOW_SETTINGS("mdi2c-cog-outline", "Shortcut+Comma"),
    QUIT(null, "Shortcut+Q"),

    UNDO("mdi2u-undo", "Shortcut+Z"),
    REDO("mdi2r-redo", "Shortcut+Y"),
    CLEAR_MARKS("mdi2c-close-circle-outline", "Delete"),
    TIGHTEN_BOX("mdi2a-auto-fix", "T"),
    RESET_HEADS("mdi2b-backup-restore", "Shift+R"),

    TOOL_POINT("mdi2m-map-marker-plus-outline", "P"),
    TOOL_NEGATIVE("mdi2m-map-marker-minus-outline", "N"),
    TOOL_BOX("mdi2s-selection-drag", "B"),
    TOOL_BRUSH("mdi2b-brush", "R"),
    TOOL_LASSO("mdi2l-lasso", "L"),
    TOOL_ERASER("mdi2e-eraser", "E"),
    TOOL_HAND("mdi2h-hand-back-right-outline", "M"),
    BRUSH_SMALLER("mdi2m-minus-circle-outline", "Open Bracket"),
    BRUSH_LARGER("mdi2p-plus-circle-outline", "Close Bracket"),

    ZOOM_IN("mdi2m-magnify-plus-outline", "Shortcut+Equals"),
    ZOOM_OUT("mdi2m-magnify-minus-outline", "Shortcut+Minus"),
    ZOOM_FIT("mdi2f-fit-to-page-outline", "F"),
    SHOW_VIEWER("mdi2f-fullscreen", "F11"),
    THUMBNAILS_SMALLER("mdi2i-image-size-select-small", "Shortcut+Open Bracket"),
    THUMBNAILS_LARGER("mdi2i-image-size-select-large", "Shortcut+Close Bracket"),
    TOGGLE_OUTLINE("mdi2v-vector-square", "O"),
    TOGGLE_OVERLAY("mdi2l-layers-outline", "H"),
    TOGGLE_THEME("mdi2t-theme-light-dark", "Shortcut+D"),

    SEARCH_FROM_HIT("mdi2i-image-search-outline", "Shortcut+Enter"),
    SAME_THING("mdi2f-fingerprint", "S"),
    SORT_BY_SCORE("mdi2s-sort-descending", "Shift+S"),
    SORT_BY_NAME("mdi2s-sort-alphabetical-ascending", "Shift+N"),
    SORT_BY_DATE("mdi2s-sort-calendar-descending", "Shift+T"),
    COMPARE("mdi2c-compare", "C"),
    PREVIOUS_HIT("mdi2c-chevron-left", "Alt+Left"),
    NEXT_HIT("mdi2c-chevron-right", "Alt+Right"),
    MORE_LIKE_HIT("mdi2t-thumb-up-outline", "U"),
    LESS_LIKE_HIT("mdi2t-thumb-down-outline", "D"),
    JUDGE_TAG("mdi2t-tag-heart-outline", "Shortcut+U"),
    UNDO_FEEDBACK("mdi2u-undo-variant", "Shift+U"),
    RESET_FEEDBACK("mdi2b-backup-restore", "Shift+D"),
    TAG_HITS("mdi2t-tag-plus-outline", "Shortcut+T"),
    UNDO_TAGS("mdi2t-tag-remove-outline", "Shortcut+Shift+T"),
    SHOW_SUGGESTIONS("mdi2l-lightbulb-on-outline", "Shortcut+J"),
    EDIT_TAG("mdi2t-tag-text-outline", "Shortcut+G"),
    SHOW_COLLECTIONS("mdi2f-folder-heart-outline", "Shortcut+Shift+N"),
    EDIT_WORDS("mdi2c-card-text-outline", "Shortcut+Shift+K"),
    RATE_0("mdi2s-star-off-outline", "0"),
    RATE_1("mdi2s-star-outline", "1"),
    RATE_2("mdi2s-star-outline", "2"),
    RATE_3("mdi2s-star-outline", "3"),
    RATE_4("mdi2s-star-outline", "4"),
    RATE_5("mdi2s-star", "5"),
    SEARCH_WORDS("mdi2f-format-letter-matches", "Shortcut+K"),
    FILTER_RESULTS("mdi2f-filter-outline", "Shortcut+F"),
    SAVE_SEARCH("mdi2b-bookmark-plus-outline", "Shortcut+B"),
    SHOW_SEARCHES("mdi2b-bookmark-multiple-outline", "Shortcut+Shift+B"),
    CLEAR_FACETS("mdi2f-filter-remove-outline", "Shortcut+Shift+F"),
    REVEAL_HIT("mdi2f-folder-search-outline", "Shortcut+R"),
    OPEN_HIT("mdi2o-open-in-new", "Shortcut+Shift+Enter"),
    COPY_PATH("mdi2c-content-copy", "Shortcut+C"),
    COPY_IMAGE("mdi2i-image-multiple", "Shortcut+Shift+C"),
    COPY_FILES("mdi2f-folder-move-outline", "Shortcut+S"),
    EXPORT("mdi2e-export-variant", "Shortcut+E"),
    WRITE_SIDECARS("mdi2f-file-export-outline", "Shortcut+Shift+W"),
    CANCEL_EXPORT("mdi2c-close", "Shortcut+Shift+X"),
    FOCUS_LIBRARY("mdi2v-view-grid-outline", "Shortcut+1"),
    FOCUS_FACETS("mdi2t-tag-multiple-outline", "Shortcut+4"),
    FOCUS_QUERY("mdi2i-image-outline", "Shortcut+2"),
    FOCUS_RESULTS("mdi2i-image-multiple-outline", "Shortcut+3"),

    PAUSE_INDEXING("mdi2p-pause", "Shortcut+Shift+P"),
    STOP_INDEXING("mdi2s-stop", "Shortcut+Shift+S"),
    WRITE_CAPTIONS("mdi2m-message-image-outline", "Shortcut+Shift+M"),
    PAUSE_CAPTIONS("mdi2p-pause", "Shortcut+Shift+J"),
    STOP_CAPTIONS("mdi2s-stop", "Shortcut+Shift+H"),
    STOP_SWITCHING("mdi2s-stop", "Shortcut+Shift+Y"),
    SHOW_KEYS("mdi2k-keyboard-outline", "F1");

    /** From no star to all of them. */
    public static final List<Action> STARS = List.of(RATE_0, RATE_1, RATE_2, RATE_3, RATE_4, RATE_5);

    private final @Nullable String icon;
    private final KeyCombination accelerator;

    Action(@Nullable String icon, String accelerator) {
        this.icon = icon;
        this.accelerator = KeyCombination.valueOf(accelerator);
    }

    /** Id of the controls made for this action, such as {@code open-folder}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Key of the text: {@code action.open-folder}. */
    public String textKey() {
        return "action." + id();
    }

    /** Ikonli literal, empty for an action without an icon. */
    public Optional<String> icon() {
        return Optional.ofNullable(icon);
    }

    public KeyCombination accelerator() {
        return accelerator;
    }
}
