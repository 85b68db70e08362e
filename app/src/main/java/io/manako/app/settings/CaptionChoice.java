package io.manako.app.settings;

import io.manako.engine.lexical.caption.CaptionException;
import io.manako.engine.lexical.caption.CaptionProtocol;
import io.manako.engine.lexical.caption.CaptionSettings;
import java.time.Duration;

/**
 * How captions are to be written, as it is typed. Immutable.
 *
 * @param endpoint address of the server; empty: none is set, and nothing is ever sent
 * @param remote whether the server may be another computer
 * @param model as the server calls it
 * @param prompt what the model is told to do
 * @param timeout seconds for an answer, from 1 to {@value #LONGEST_TIMEOUT}
 * @param concurrency photos asked about at once, from 1 to {@value #MOST_AT_ONCE}
 * @param closer whether photos are looked at mirrored and in parts, too
 */
public record CaptionChoice(
        String endpoint,
        boolean remote,
        CaptionProtocol protocol,
        String model,
        String prompt,
        int timeout,
        int concurrency,
        boolean closer) {
    public static final int LONGEST_TIMEOUT = 3600;
    public static final int MOST_AT_ONCE = 16;

    private static final int RETRIES = 2;

    public CaptionChoice {
        timeout = Math.clamp(timeout, 1, LONGEST_TIMEOUT);
        concurrency = Math.clamp(concurrency, 1, MOST_AT_ONCE);
        prompt = prompt.isBlank() ? CaptionSettings.PROMPT : prompt;
    }

    public static CaptionChoice defaults() {
        return new CaptionChoice("", false, CaptionProtocol.OLLAMA, "", CaptionSettings.PROMPT, 120, 1, false);
    }

    /** @throws CaptionException if the endpoint is no address of a server, or of one that is not allowed */
    public CaptionSettings settings() throws CaptionException {
        return new CaptionSettings(
                CaptionSettings.endpoint(endpoint, remote),
                protocol,
                model.strip(),
                prompt,
                Duration.ofSeconds(timeout),
                RETRIES,
                concurrency,
                closer);
    }
}
