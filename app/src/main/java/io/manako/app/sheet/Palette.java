package io.manako.app.sheet;

import java.awt.Color;

/**
 * Colours of a sheet. The marks are blue and vermilion of Okabe and Ito's set, which people with any colour vision can
 * tell apart; and no meaning hangs on colour alone.
 */
final class Palette {
    static final Color PAPER = new Color(0xFAFAF8);
    static final Color CARD = new Color(0xECECE8);
    static final Color LINE = new Color(0xCFCFC9);
    static final Color INK = new Color(0x1C1D1F);
    static final Color FAINT_INK = new Color(0x64676B);
    static final Color THIS = new Color(0x56B4E9);
    static final Color NOT_THIS = new Color(0xD55E00);
    static final Color CHOSEN = new Color(0x0072B2);
    static final Color HALO = new Color(0, 0, 0, 170);
    static final Color DIM = new Color(16, 17, 20, 150);

    private Palette() {}
}
