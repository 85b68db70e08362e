package io.manako.app.settings;

import io.manako.engine.message.Message;
import java.text.MessageFormat;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.concurrent.Callable;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** Every text of the desktop, in the language chosen; bound texts change with it. For the UI thread. */
public final class Messages {
    private static final String BUNDLE = "io.manako.resources.messages.messages";

    private final ReadOnlyObjectWrapper<Language> language;
    private ResourceBundle bundle;

    public Messages(Language language) {
        this.language = new ReadOnlyObjectWrapper<>(language);
        this.bundle = load(language);
    }

    private static ResourceBundle load(Language language) {
        // Without the fallback a Japanese system would show Japanese to somebody who chose English.
        return ResourceBundle.getBundle(
                BUNDLE,
                language.locale(),
                Messages.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    public ReadOnlyObjectProperty<Language> languageProperty() {
        return language.getReadOnlyProperty();
    }

    public Language language() {
        return language.get();
    }

    public void use(Language chosen) {
        bundle = load(chosen);
        language.set(chosen);
    }

    /** The text of a key, its {@code {0}}, {@code {1}}… filled in. */
    public String get(String key, Object... arguments) {
        String pattern = pattern(key);
        return arguments.length == 0
                ? pattern
                : new MessageFormat(pattern, language().locale()).format(arguments);
    }

    /** A message's text, with the texts of the messages within it. */
    public String get(Message message) {
        Object[] arguments = message.arguments().stream()
                .map(argument -> argument instanceof Message inner ? get(inner) : argument)
                .toArray();
        return new MessageFormat(pattern(message.key()), language().locale()).format(arguments);
    }

    private String pattern(String key) {
        try {
            return bundle.getString(key);
        } catch (MissingResourceException e) {
            return key;
        }
    }

    /** A text that follows the language. */
    public StringBinding text(String key) {
        return Bindings.createStringBinding(() -> get(key), language);
    }

    /** A text that follows the language and what it speaks of. */
    public StringBinding text(Callable<String> text, Observable... dependencies) {
        Observable[] all = new Observable[dependencies.length + 1];
        System.arraycopy(dependencies, 0, all, 0, dependencies.length);
        all[dependencies.length] = language;
        return Bindings.createStringBinding(text, all);
    }
}
