package io.manako.app.cli;

import java.lang.reflect.Constructor;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes commands; those that print are given the console. */
final class CommandFactory implements IFactory {
    private final Console console;
    private final DesktopStarter desktop;

    CommandFactory(Console console, DesktopStarter desktop) {
        this.console = console;
        this.desktop = desktop;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        if (type == OpenCommand.class) {
            return type.cast(new OpenCommand(console, desktop));
        }
        try {
            Constructor<K> constructor = type.getDeclaredConstructor(Console.class);
            return constructor.newInstance(console);
        } catch (NoSuchMethodException e) {
            return CommandLine.defaultFactory().create(type);
        }
    }
}
