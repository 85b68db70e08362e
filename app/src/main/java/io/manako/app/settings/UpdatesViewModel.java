package io.manako.app.settings;

import io.manako.app.task.Background;
import io.manako.app.task.Background.Lane;
import io.manako.engine.message.Message;
import io.manako.engine.net.NewestRelease;
import io.manako.engine.net.Release;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks once a day whether there is a newer version, where the user wants that and an address is known, and tells of it until the user
 * has seen enough of that version. What does not work is said in the settings alone. For the UI thread.
 */
public final class UpdatesViewModel {
    private static final Logger LOG = LoggerFactory.getLogger(UpdatesViewModel.class);
    private static final Duration BETWEEN = Duration.ofDays(1);

    private final Background background;
    private final SettingsViewModel settings;
    private final Build build;
    private final InstantSource clock;
    private final ReadOnlyObjectWrapper<@Nullable Release> newer = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Message> status = new ReadOnlyObjectWrapper<>();

    public UpdatesViewModel(Background background, SettingsViewModel settings, Build build, InstantSource clock) {
        this.background = background;
        this.settings = settings;
        this.build = build;
        this.clock = clock;
        status.set(before());
    }

    /** Asks in the background, unless nobody is to be asked or that was done less than a day ago. */
    public void askIfDue() {
        status.set(before());
        URI address = choice().on() ? address().orElse(null) : null;
        if (address == null || !isDue()) {
            return;
        }
        choose(choice().withAsked(clock.millis()));
        background.run(
                Lane.FILES,
                () -> new NewestRelease(address).ask(),
                release -> {
                    if (isStillAsked(address)) {
                        tell(release);
                    }
                },
                failure -> {
                    LOG.info("No answer about the newest version: {}", failure.getMessage());
                    if (isStillAsked(address)) {
                        status.set(Message.of("settings.updates.failed", address));
                    }
                });
    }

    /** The user may have had second thoughts while the answer was on its way. */
    private boolean isStillAsked(URI address) {
        return choice().on() && address().equals(Optional.of(address));
    }

    private boolean isDue() {
        long since = clock.millis() - choice().asked();
        return since < 0 || since >= BETWEEN.toMillis(); // a clock that was set back says nothing
    }

    private void tell(Release release) {
        if (!release.isAfter(build.version())) {
            status.set(Message.of("settings.updates.newest", build.version()));
            return;
        }
        status.set(Message.of("settings.updates.newer", release.version(), release.page()));
        if (!release.version().equals(choice().passed())) {
            newer.set(release);
        }
    }

    private Message before() {
        if (!choice().address().isBlank() && address().isEmpty()) {
            return Message.of("settings.updates.no-address");
        }
        if (address().isEmpty()) {
            return Message.of("settings.updates.nowhere");
        }
        return choice().on()
                ? Message.of("settings.updates.daily", address().get())
                : Message.of("settings.updates.off");
    }

    private Optional<URI> address() {
        String typed = choice().address();
        return NewestRelease.address(typed.isBlank() ? build.releases() : typed);
    }

    private UpdateChoice choice() {
        return settings.now().updates();
    }

    private void choose(UpdateChoice choice) {
        settings.change(now -> now.withUpdates(choice));
    }

    public boolean isOn() {
        return choice().on();
    }

    /** Switches the questions on, of which the first may be asked at once, or off. */
    public void switchTo(boolean on) {
        if (on != isOn()) {
            choose(choice().withOn(on));
            askIfDue();
        }
    }

    /** What the user typed in the place of the address that the program was built with; mostly empty. */
    public String typedAddress() {
        return choice().address();
    }

    /** Asks somebody else from now on; empty: whom the program was built to ask, if anybody. */
    public void typeAddress(String address) {
        if (!address.strip().equals(typedAddress())) {
            choose(choice().withAddress(address.strip()));
            askIfDue();
        }
    }

    /** The address that the program was built with; mostly empty. */
    public String builtAddress() {
        return build.releases();
    }

    /** A newer version that the user has not seen enough of, or null. */
    public ReadOnlyObjectProperty<@Nullable Release> newerProperty() {
        return newer.getReadOnlyProperty();
    }

    /** Tells of it no more until the program is started again. */
    public void dismiss() {
        newer.set(null);
    }

    /** Never tells of this version again. */
    public void passOver() {
        Release release = newer.get();
        if (release != null) {
            choose(choice().withPassed(release.version()));
            dismiss();
        }
    }

    /** Whether anybody is asked, or what came of it. */
    public ReadOnlyObjectProperty<Message> statusProperty() {
        return status.getReadOnlyProperty();
    }
}
