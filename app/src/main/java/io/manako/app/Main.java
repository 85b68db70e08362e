package io.manako.app;

/** The one entry: no arguments open the desktop, arguments run the command line. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {}
}
