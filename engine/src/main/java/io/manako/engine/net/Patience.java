package io.manako.engine.net;

import java.time.Duration;

/**
 * How long a server is waited for.
 *
 * @param connect for the connection
 * @param answer for the headers of an answer
 * @param stall for the next byte of a file
 * @param retries how often to go on after a connection broke without bringing anything
 * @param pause before the first of them; each further one waits twice as long
 */
public record Patience(Duration connect, Duration answer, Duration stall, int retries, Duration pause) {
    /** For people who wait. */
    public static final Patience USUAL = new Patience(
            Duration.ofSeconds(20), Duration.ofSeconds(60), Duration.ofSeconds(60), 4, Duration.ofSeconds(2));
}
