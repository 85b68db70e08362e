package io.manako.engine.lexical.caption;

import io.manako.engine.message.Message;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which server writes captions, and how it is asked.
 *
 * @param endpoint address, as {@link #endpoint} reads it
 * @param prompt what the model is told to do
 * @param timeout of one question, from sending it to the end of the answer
 * @param retries how often a question that failed for the moment is asked again
 * @param concurrency questions on their way at once, at least 1
 * @param closer whether a photo is looked at mirrored and in parts, too, for more keywords: six questions more
 */
public record CaptionSettings(
        URI endpoint,
        CaptionProtocol protocol,
        String model,
        String prompt,
        Duration timeout,
        int retries,
        int concurrency,
        boolean closer) {
    /** Asks for a sentence and a line of keywords, as {@link CaptionText} reads them. */
    public static final String PROMPT =
            "Describe this photo in one plain sentence for somebody who looks for it. Then write"
                    + " one line that begins with \"Keywords:\" and names up to 15 things that it shows, separated by commas.";

    private static final int LAST_PORT = 65_535;
    private static final Pattern LOOPBACK = Pattern.compile("localhost|.+\\.localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    /**
     * Reads an address.
     *
     * @param remote whether another computer's will do: photos leave this one then
     * @throws CaptionException for what is no address of a server, or not of one on this computer
     */
    public static URI endpoint(String text, boolean remote) throws CaptionException {
        URI address;
        try {
            address = new URI(text.strip().replaceAll("/+$", ""));
        } catch (URISyntaxException e) {
            throw refused(Message.of("engine.caption.no-address", text));
        }
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        if (address.getHost() == null
                || address.getPort() > LAST_PORT
                || !scheme.equals("http") && !scheme.equals("https")) {
            throw refused(Message.of("engine.caption.no-address", text));
        }
        // By its name alone: looking a name up would already tell somebody.
        if (!remote
                && !LOOPBACK.matcher(address.getHost().toLowerCase(Locale.ROOT)).matches()) {
            throw refused(Message.of("engine.caption.remote", address.getHost()));
        }
        return address;
    }

    private static CaptionException refused(Message why) {
        return new CaptionException(CaptionException.Hope.NONE, why);
    }

    URI address() {
        String path = protocol.path();
        String text = endpoint.toString();
        return URI.create(text.endsWith(path) ? text : text + path);
    }
}
